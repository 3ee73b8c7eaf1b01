/** The little that this element needs of a base class: a shadow root that is rendered with lit. */

import { render, type TemplateResult } from 'lit/html.js';

export abstract class Basis extends HTMLElement {
  protected wortel = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
  private gepland?: Promise<void>;

  protected abstract toon(): TemplateResult;
  /** After each rendering. */
  protected na(): void {}

  protected stijl(css: string): void {
    const blad = new CSSStyleSheet();
    blad.replaceSync(css);
    this.wortel.adoptedStyleSheets = [blad];
  }

  /** Render once, at the end of the task that asked for it. */
  protected ververs(): Promise<void> {
    return (this.gepland ??= Promise.resolve().then(() => {
      this.gepland = undefined;
      render(this.toon(), this.wortel);
      this.na();
    }));
  }

  protected vind<E extends HTMLElement = HTMLElement>(css: string): E | null {
    return this.wortel.querySelector<E>(css);
  }

  protected async focusOp(css: string): Promise<void> {
    await this.ververs();
    this.vind(css)?.focus();
  }
}
