/** One turn of the talk, and the first screen: what was typed, the answer, its choices and sources. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { bronnenlijst, bubbel } from './bubbel.ts';
import { INGANGEN, T } from './teksten.ts';
import type { Beurt, Knop } from './soorten.ts';

export interface BeurtGedrag {
  bezig(): boolean;
  kies(k: Knop): void;
  opnieuw(b: Beurt): void;
  laat(b: Beurt): void;
}

export const welkom = (niveau: number, kies: (bericht: string) => void): TemplateResult => html`<div class="welkom">
  <div class="groot" role="heading" aria-level=${niveau}>${T.welkom}</div>
  <p>${T.welkom_tekst}</p>
  <div class="ingangen">${INGANGEN.map(
    ([titel, uitleg, bericht]) => html`<button class="ingang" @click=${() => kies(bericht)}><b>${titel}</b><span>${uitleg}</span></button>`,
  )}</div>
</div>`;

/** `laatste`: only the last answer still shows its choices. */
export function beurt(b: Beurt, laatste: boolean, g: BeurtGedrag): TemplateResult {
  const a = b.antwoord;
  const knoppen = laatste && a ? a.knoppen : [];
  return html`<li class="ik" tabindex="-1"><span class="sr">${T.jij}: </span><div class="bel1">${b.tekst}</div>
      ${b.status === 'mislukt' || (b.hapert && !a)
        ? html`<p class="fout">${a ? T.zonder_antwoord : b.status === 'mislukt' ? T.mislukt : T.niet_verstuurd} ${b.fout}
            <button class="rand" @click=${() => g.opnieuw(b)}>${T.opnieuw}</button>
            ${b.status === 'mislukt' ? html`<button class="rand" @click=${() => g.laat(b)}>${T.laat}</button>` : nothing}</p>`
        : nothing}
    </li>
    ${a
      ? html`<li class="zij"><span class="sr">${T.assistent}: </span>
          ${a.bubbels.map((t, i) => html`<div class="tekst">${bubbel(t, knoppen.length > 0 && i === a.bubbels.length - 1)}</div>`)}
          ${knoppen.length
            ? html`<div class="keuzes" role="group" aria-label=${T.keuzes}>${knoppen.map(
                (k) => html`<button ?disabled=${g.bezig()} @click=${() => g.kies(k)}>${k.title}</button>`,
              )}</div>`
            : nothing}
          ${bronnenlijst(a.custom?.bronnen ?? [])}
        </li>`
      : nothing}`;
}
