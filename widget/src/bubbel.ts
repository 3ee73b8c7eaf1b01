/** A bubble's text as blocks, and those blocks as elements: text nodes only, never markup. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { T } from './teksten.ts';
import type { Bron } from './soorten.ts';

export type Blok = { soort: 'kopje' | 'alinea' | 'vraag'; tekst: string } | { soort: 'lijst'; regels: string[] };

/**
 * Lines that start with "- " are list items; a line that ends in ":" before them is their heading.
 * With `vraag`, the last question becomes a block of its own, so that it stays with its buttons.
 */
export function ontleed(tekst: string, vraag = false): Blok[] {
  const uit: Blok[] = [];
  for (const regel of tekst.split('\n').map((r) => r.trim())) {
    const vorig = uit.at(-1);
    if (regel.startsWith('- ')) {
      if (vorig?.soort === 'lijst') vorig.regels.push(regel.slice(2));
      else {
        if (vorig?.soort === 'alinea' && vorig.tekst.endsWith(':') && vorig.tekst.length < 80) vorig.soort = 'kopje';
        uit.push({ soort: 'lijst', regels: [regel.slice(2)] });
      }
    } else if (regel) uit.push({ soort: 'alinea', tekst: regel });
  }
  const laatste = uit.at(-1);
  if (vraag && laatste?.soort === 'alinea' && laatste.tekst.endsWith('?')) {
    const m = /^(.*[.!:”])\s+(\S[^.!:]*\?)$/s.exec(laatste.tekst);
    if (m) {
      laatste.tekst = m[1]!;
      uit.push({ soort: 'vraag', tekst: m[2]! });
    } else laatste.soort = 'vraag';
  }
  return uit;
}

/** Sentences to say, “like this”, stand out. */
const nadruk = (tekst: string) =>
  tekst.split(/(“[^”]*”)/).map((deel) => (deel.startsWith('“') ? html`<span class="zeg">${deel}</span>` : deel));

export function bubbel(tekst: string, vraag = false): TemplateResult[] {
  return ontleed(tekst, vraag).map((b) =>
    b.soort === 'lijst'
      ? html`<ul>${b.regels.map((r) => html`<li class=${r.startsWith('“') ? 'citaat' : nothing}>${nadruk(r)}</li>`)}</ul>`
      : html`<p class=${b.soort}>${nadruk(b.tekst)}</p>`,
  );
}

/** Only what a browser opens as a page. */
export function veiligeUrl(url?: string): string | undefined {
  return url && /^https?:\/\/[^\s]+$/i.test(url) ? url : undefined;
}

export function bronnenlijst(bronnen: Bron[]): TemplateResult | typeof nothing {
  if (!bronnen.length) return nothing;
  return html`<details class="bronnen">
    <summary>${T.bronnen} (${bronnen.length})</summary>
    <ul>${bronnen.map((b) => {
      const url = veiligeUrl(b.url);
      return html`<li>
        ${url
          ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${b.titel} <span class="klein">${T.nieuw_tabblad}</span></a>`
          : html`<span>${b.titel}</span>`}
        <span class="plaats">${b.verwijzing}</span>
      </li>`;
    })}</ul>
  </details>`;
}
