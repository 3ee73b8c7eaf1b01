/** The screens of the talk sheet and the summary: the choices, the sheet itself, what to do with it. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { T } from './teksten.ts';
import {
  MAX_BEZWAREN, MAX_VRAGEN, beginKeuze, openingen, provincies, stapTitel, vragenBij,
  type Blad, type Deel, type Keuze,
} from './gespreksblad.ts';
import type { Inhoud } from './soorten.ts';

export type Uitvoer = 'kopieer' | 'druk' | 'html' | 'tekst';

export function blad(b: Blad, niveau: number): TemplateResult {
  const deel = (d: Deel) => html`<section class="deel ${d.soort ?? ''}">
    <div class="dk" role="heading" aria-level=${niveau + 1}>${d.kop}</div>
    <ul>${d.regels.map(
      (r) => html`<li>${d.soort === 'zeg' ? `“${r.tekst}”` : r.tekst}${r.onder?.length
        ? html`<ul>${r.onder.map((o) => html`<li>${o}</li>`)}</ul>`
        : nothing}</li>`,
    )}</ul>
  </section>`;
  return html`<article class="blad" aria-label=${b.titel}>
    <div class="bt" role="heading" aria-level=${niveau}>${b.titel}</div>
    <p class="bo">${b.onder}</p>
    <div class="delen">${b.delen.map(deel)}</div>
    <p class="voet">${b.voet}</p>
  </article>`;
}

export function werkbalk(doe: (u: Uitvoer) => void, bericht: string): TemplateResult {
  const knop = (u: Uitvoer, t: string, klas = 'rand') => html`<button class=${klas} @click=${() => doe(u)}>${t}</button>`;
  return html`<div class="werk">
    ${knop('druk', T.druk_af, 'vol')} ${knop('kopieer', T.kopieer)} ${knop('html', T.als_html)} ${knop('tekst', T.als_tekst)}
    <span role="status">${bericht}</span>
  </div>`;
}

const kies = (naam: string, label: string, waarde: string, opties: [string, string][], op: (w: string) => void) =>
  html`<label class="veld" for=${naam}><span>${label}</span>
    <select id=${naam} @change=${(e: Event) => op((e.target as HTMLSelectElement).value)}>
      ${opties.map(([w, t]) => html`<option value=${w} ?selected=${w === waarde}>${t}</option>`)}
    </select></label>`;

/** Checkboxes of which at most `max` can be chosen. */
const vinkjes = (label: string, gekozen: string[], opties: [string, string][], max: number, op: (g: string[]) => void, open: boolean) =>
  html`<details class="lijst" ?open=${open}><summary>${label} <span class="klein">${T.hoogstens(gekozen.length, max)}</span></summary>
    <fieldset><legend class="sr">${label}</legend>${opties.map(([w, t]) => {
      const aan = gekozen.includes(w);
      return html`<label class="vink"><input type="checkbox" .checked=${aan} ?disabled=${!aan && gekozen.length >= max}
        @change=${() => op(aan ? gekozen.filter((x) => x !== w) : [...gekozen, w])} /><span>${t}</span></label>`;
    })}</fieldset></details>`;

export function keuzes(
  inhoud: Inhoud, k: Keuze, titels: Record<string, string> | undefined,
  zet: (deel: Partial<Keuze>) => void, agenda: (titel: string, dag: string, uur: string) => void,
): TemplateResult {
  const zelf = (w: string): [string, string] => [w, w];
  const datum = (id: 'datum' | 'overleg', uur: 'uur' | 'overlegUur', label: string, titel: string) => html`<div class="datum">
    <label class="veld" for=${id}><span>${label}</span><input id=${id} type="date" .value=${k[id]}
      @change=${(e: Event) => zet({ [id]: (e.target as HTMLInputElement).value })} /></label>
    <label class="veld" for=${uur}><span>${T.uur}</span><input id=${uur} type="time" .value=${k[uur]}
      @change=${(e: Event) => zet({ [uur]: (e.target as HTMLInputElement).value })} /></label>
    <button class="rand" ?disabled=${!k[id]} aria-label=${`${T.agenda}: ${titel}`} @click=${() => agenda(titel, k[id], k[uur])}>${T.agenda}</button>
  </div>`;
  const vragen = vragenBij(inhoud, k);
  return html`<div class="keuzeblad"><p>${T.blad_uitleg}</p>
    ${kies('stap', T.kies_stap, k.stap, inhoud.stappen.map((s) => [String(s.nummer), stapTitel(String(s.nummer), titels)]),
      (stap) => zet(beginKeuze(inhoud, stap, k)))}
    ${kies('opening', T.kies_opening, k.opening, openingen(inhoud, k.stap).map(zelf),
      (opening) => zet({ opening, vragen: k.vragen.filter((v) => v !== opening) }))}
    <div class="rij">
      ${kies('leeftijd', T.kies_leeftijd, k.leeftijd, [['', T.alle_leeftijden], ...['0-3', '3-6', '6-12', '12+'].map(zelf)],
        (leeftijd) => zet(beginKeuze(inhoud, k.stap, { ...k, leeftijd })))}
      ${kies('provincie', T.kies_provincie, k.provincie, [['', T.geen_provincie], ...provincies(inhoud)], (provincie) => zet({ provincie }))}
    </div>
    ${vinkjes(T.kies_bezwaren, k.bezwaren, inhoud.bezwaren.filter((b) => !b.onderwerp.endsWith('/onbekend')).map((b) => [b.onderwerp, b.titel]), MAX_BEZWAREN, (bezwaren) => zet({ bezwaren }), true)}
    ${vinkjes(T.kies_vragen, k.vragen, vragen.map(zelf), MAX_VRAGEN, (v) => zet({ vragen: v }), false)}
    ${datum('datum', 'uur', T.kies_datum, T.b_opvolg)} ${datum('overleg', 'overlegUur', T.kies_overleg, T.b_overleg)}
  </div>`;
}

export function download(naam: string, soort: string, inhoud: string): void {
  const a = document.createElement('a');
  a.href = URL.createObjectURL(new Blob([inhoud], { type: soort + ';charset=utf-8' }));
  a.download = naam;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10_000);
}

/** The clipboard, also on a page without https. */
export async function kopieer(tekst: string, bij: Node): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(tekst);
    return true;
  } catch {
    const vak = document.createElement('textarea');
    const terug = (bij as ShadowRoot).activeElement as HTMLElement | null;
    vak.value = tekst;
    bij.appendChild(vak);
    vak.select();
    const gelukt = document.execCommand('copy');
    vak.remove();
    terug?.focus();
    return gelukt;
  }
}

let drukblad: CSSStyleSheet | undefined;

/** While a sheet is on screen, printing gives that sheet alone, whatever the page around it. */
export function drukAlleen(aan: boolean, naam: string): void {
  drukblad ??= new CSSStyleSheet();
  drukblad.replaceSync(
    `@page{size:A4;margin:11mm}@media print{body :not(:has(${naam}),${naam}){display:none!important}` +
      `html,body,body :has(${naam}){all:initial!important;display:block!important}}`,
  );
  const rest = document.adoptedStyleSheets.filter((s) => s !== drukblad);
  document.adoptedStyleSheets = aan ? [...rest, drukblad] : rest;
}
