/** The six steps beside the talk. It shows `stand` and nothing else; ticking sends a message. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { STAPPEN, T, TITELS, hoofd } from './teksten.ts';
import type { Actie, Paneel } from './soorten.ts';

export interface StappenGedrag {
  kop: number;
  open: boolean;
  uitgeklapt: Set<string>;
  klapOm(): void;
  opToggle(stap: string, open: boolean): void;
  vink(stap: string, actie: Actie, e: Event): void;
  zet(stap: string, klaar: boolean): void;
}

export const gedaan = (p: Paneel | undefined, n: string, id: string): boolean => !!p?.stand.acties?.[n]?.includes(id);

function stap(n: string, p: Paneel | undefined, g: StappenGedrag): TemplateResult {
  const staat = p?.stand.stappen[n] ?? 'open';
  const nu = (p?.stand.aanbevolen ?? '1') === n;
  const acties = p?.acties?.[n] ?? [];
  const naam = hoofd(p?.titels?.[n] ?? TITELS[n]!);
  return html`<li class="stap ${staat} ${nu ? 'nu' : ''}" aria-current=${nu ? 'step' : nothing}>
    <details ?open=${g.uitgeklapt.has(n)} @toggle=${(e: Event) => g.opToggle(n, (e.target as HTMLDetailsElement).open)}>
      <summary>
        <span class="nr" aria-hidden="true">${staat === 'klaar' ? '✓' : n}</span>
        <span class="wat"><span class="stapnaam"><span class="sr">Stap ${n} van 6: </span>${naam}</span>
        <span class="staat">${staat}${nu ? html` · <b>${T.aan_de_beurt}</b>` : nothing}</span>
        ${nu && p?.reden ? html`<span class="reden">${p.reden}</span>` : nothing}</span>
      </summary>
      <div class="in">
        ${acties.length
          ? html`<fieldset><legend>${T.stap_acties}</legend>
              ${acties.map(
                (a) => html`<label class="vink"><input type="checkbox" .checked=${gedaan(p, n, a.id)} @click=${(e: Event) => g.vink(n, a, e)} />
                  <span>${a.tekst}</span></label>`,
              )}</fieldset>
            <button class="rand" @click=${() => g.zet(n, staat !== 'klaar')}>${staat === 'klaar' ? T.toch_niet : T.markeer_klaar}
              <span class="sr">, stap ${n}</span></button>`
          : html`<p class="klein">${T.geen_acties}</p>`}
      </div>
    </details>
  </li>`;
}

/** "Stap 2 van 6: ...", also for the two ends of the table. */
export function kortom(p?: Paneel): string {
  const n = p?.stand.aanbevolen ?? '1';
  if (n === 'acuut') return T.eerst_acuut;
  if (n === 'afgerond') return T.afgerond;
  return `Stap ${n} van 6: ${p?.titels?.[n] ?? TITELS[n]}`;
}

export function stappen(p: Paneel | undefined, g: StappenGedrag): TemplateResult {
  const los = p && !/\d/.test(p.stand.aanbevolen);
  const groep = (titel: string, nummers: string[]) => html`
    <div class="groep" role="heading" aria-level=${g.kop + 1}>${titel}</div>
    <ol start=${nummers[0]!} class="ladder" aria-label=${titel}>${nummers.map((n) => stap(n, p, g))}</ol>`;
  return html`<div class="stappen" role="group" aria-label=${T.zes_stappen}>
    <button class="kortom" aria-expanded=${g.open} aria-controls="stappen" @click=${() => g.klapOm()}>
      <span class="blokjes" aria-hidden="true">${STAPPEN.map((n) => html`<i class=${p?.stand.stappen[n] ?? 'open'}></i>`)}</span>
      <span class="kt">${kortom(p)}</span><span class="pijl" aria-hidden="true"></span>
    </button>
    <div id="stappen" class=${g.open ? 'uit' : ''}>
      <div class="titel" role="heading" aria-level=${g.kop}>${T.zes_stappen}</div>
      ${los ? html`<p class="los"><b>${kortom(p)}.</b> ${p.reden}</p>` : nothing}
      ${groep(T.standaard, STAPPEN.slice(0, 3))} ${groep(T.vervolg, STAPPEN.slice(3))}
    </div>
  </div>`;
}
