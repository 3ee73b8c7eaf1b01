/** `<kindreflex-assistent>`: as a page (attribute `pagina`) or as a button that opens a panel. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { Basis } from './basis.ts';
import css from './stijl.ts';
import { Gesprek, nieuwId } from './gesprek.ts';
import { Transport } from './transport.ts';
import { T } from './teksten.ts';
import { beurt, welkom, type BeurtGedrag } from './beurten.ts';
import { gedaan, stappen } from './stappen.ts';
import { blad, download, drukAlleen, keuzes, kopieer, werkbalk, type Uitvoer } from './bladscherm.ts';
import { alsHtml, alsTekst, beginKeuze, maakBlad, maakSamenvatting, type Blad, type Keuze } from './gespreksblad.ts';
import { ics } from './agenda.ts';
import type { Actie, Antwoord, Inhoud } from './soorten.ts';

const NAAM = 'kindreflex-assistent';
const SCRIPT = (document.currentScript as HTMLScriptElement | null)?.src;
type Scherm = 'gesprek' | 'blad' | 'samenvatting' | 'wis';

let enige: KindreflexAssistent | undefined;

export class KindreflexAssistent extends Basis {
  private pagina = false;
  private open = false;
  private scherm: Scherm = 'gesprek';
  private acuut = false;
  private stappenOpen = false;
  private uitgeklapt = new Set<string>();
  private aanbevolen = '';
  private inhoud?: Inhoud;
  private keuze?: Keuze;
  private bericht = '';
  private opener?: HTMLElement;
  private rol = false;
  private gesprek!: Gesprek;

  connectedCallback(): void {
    // Two script tags or two elements: the first one stays.
    if (enige && enige !== this && enige.isConnected) {
      this.remove();
      return;
    }
    enige = this;
    addEventListener('storage', this.opOpslag);
    addEventListener('online', this.opOnline);
    if (!this.wortel.adoptedStyleSheets.length) {
      this.stijl(css);
      this.pagina = this.hasAttribute('pagina');
      if (this.pagina) this.begin();
    }
    this.ververs().then(() => this.bovenop());
  }

  disconnectedCallback(): void {
    removeEventListener('storage', this.opOpslag);
    removeEventListener('online', this.opOnline);
    this.gesprek?.stop();
    drukAlleen(false, NAAM);
  }

  /** In the top layer no z-index of the host page can cover it. */
  private bovenop(): void {
    const laag = this.vind('.laag');
    if (!this.pagina && laag && this.isConnected) laag.showPopover?.();
  }

  private opOpslag = (e: StorageEvent) => this.gesprek?.anderTabblad(e);
  private opOnline = () => this.gesprek?.nu();

  private begin(): void {
    this.open = true;
    if (!this.gesprek) {
      const basis = this.getAttribute('server') || (SCRIPT ? new URL(SCRIPT).origin : location.origin);
      this.gesprek = new Gesprek(new Transport(basis.replace(/\/$/, '')));
      this.gesprek.opWijziging = () => this.opWijziging();
      this.gesprek.opAntwoord = (a) => this.zegVoor(a);
    }
    this.gesprek.begin();
    this.ververs();
  }

  private opWijziging(): void {
    const nu = this.gesprek.paneel?.stand.aanbevolen ?? '1';
    if (nu !== this.aanbevolen) {
      // What is being used stays open: closing it would throw the focus away.
      const inGebruik = this.vind('.stappen')?.contains(this.wortel.activeElement);
      this.uitgeklapt = new Set([...(inGebruik ? this.uitgeklapt : []), nu]);
      this.aanbevolen = nu;
    }
    this.ververs();
  }

  /** One line in the hidden log per answer; nothing on reload. */
  private zegVoor(a: Antwoord): void {
    const keuzes_ = a.knoppen.length ? ` ${T.keuzes_kort}: ${a.knoppen.map((k) => k.title).join('; ')}.` : '';
    const regel = document.createElement('p');
    regel.textContent = a.bubbels.join(' ').replace(/\s+/g, ' ') + keuzes_;
    this.vind('[role=log]')?.append(regel);
    this.rol = true;
  }

  private klapOpen(): void {
    this.begin();
    this.focusOp('.paneel');
  }

  private klapDicht(): void {
    this.open = false;
    this.focusOp('.opener');
  }

  private ga(scherm: Scherm, e?: Event): void {
    if (scherm !== 'gesprek') {
      if (this.scherm === 'gesprek') this.opener = e?.currentTarget as HTMLElement;
      if (scherm === 'blad' && !this.inhoud) this.haalInhoud();
    }
    this.scherm = scherm;
    this.bericht = '';
    drukAlleen(scherm === 'blad' || scherm === 'samenvatting', NAAM);
    this.ververs().then(() => (scherm === 'gesprek' ? this.opener : this.vind('.schermkop'))?.focus());
  }

  private esc = (e: KeyboardEvent) => {
    if (e.key !== 'Escape' || e.defaultPrevented) return;
    if (this.acuut) this.wisselAcuut();
    else if (this.scherm !== 'gesprek') this.ga('gesprek');
    else if (!this.pagina) this.klapDicht();
    else return;
    e.stopPropagation();
  };

  private wisselAcuut(): void {
    this.acuut = !this.acuut;
    this.focusOp(this.acuut ? '#acuut' : '.nood');
  }

  private stuur(tekst: string, payload?: string): void {
    this.rol = true;
    this.gesprek.stuur(tekst, payload);
  }

  /** A button that disappears when it is used: the focus goes to what was said with it. */
  private kies(tekst: string, payload?: string): void {
    if (this.gesprek.bezig) return;
    this.stuur(tekst, payload);
    this.ververs().then(() => [...this.wortel.querySelectorAll<HTMLElement>('.ik')].at(-1)?.focus());
  }

  private verzend = (e: Event): void => {
    e.preventDefault();
    const vak = this.vind<HTMLTextAreaElement>('textarea')!;
    const tekst = vak.value.trim();
    if (!tekst) return;
    vak.value = '';
    this.stuur(tekst);
  };

  private toets = (e: KeyboardEvent): void => {
    if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) this.verzend(e);
  };

  private vink(stap: string, a: Actie, e: Event): void {
    if (this.gesprek.bezig) return e.preventDefault();
    const klaar = !gedaan(this.gesprek.paneel, stap, a.id);
    this.stuur(`Stap ${stap}, ${klaar ? 'gedaan' : 'toch niet gedaan'}: ${a.tekst}`, klaar ? a.klaar : a.heropen);
  }

  private zetStap(stap: string, klaar: boolean): void {
    const acties = this.gesprek.paneel?.stapacties?.[stap];
    if (!acties || this.gesprek.bezig) return;
    this.stuur(`Stap ${stap} is ${klaar ? 'klaar' : 'toch nog niet klaar'}`, klaar ? acties.klaar : acties.heropen);
  }

  private async haalInhoud(): Promise<void> {
    this.bericht = T.blad_laden;
    try {
      this.inhoud = await this.gesprek.inhoud();
      const nu = this.gesprek.paneel?.stand.aanbevolen ?? '1';
      this.keuze = beginKeuze(this.inhoud, /\d/.test(nu) ? nu : '1');
      this.bericht = '';
    } catch {
      this.bericht = T.blad_mislukt;
    }
    this.ververs();
  }

  private async wisAlles(): Promise<void> {
    this.bericht = T.wis_bezig;
    this.ververs();
    try {
      await this.gesprek.wis();
      this.keuze = this.inhoud && beginKeuze(this.inhoud, '1');
      this.vind('[role=log]')?.replaceChildren();
      this.ga('gesprek');
    } catch {
      this.bericht = T.wis_mislukt;
      this.ververs();
    }
  }

  private hetBlad(): Blad | undefined {
    if (this.scherm === 'samenvatting') return maakSamenvatting(this.gesprek.paneel, vandaag());
    return this.inhoud && this.keuze && maakBlad(this.inhoud, this.keuze);
  }

  private async voerUit(u: Uitvoer): Promise<void> {
    const b = this.hetBlad()!;
    const naam = this.scherm === 'blad' ? 'gespreksblad' : 'samenvatting';
    if (u === 'druk') print();
    else if (u === 'html') download(naam + '.html', 'text/html', alsHtml(b));
    else if (u === 'tekst') download(naam + '.txt', 'text/plain', alsTekst(b));
    else this.bericht = (await kopieer(alsTekst(b), this.wortel)) ? T.gekopieerd : T.niet_gekopieerd;
    this.ververs();
  }

  protected na(): void {
    if (!this.rol) return;
    this.rol = false;
    this.rolNaarBeurt();
  }

  /** The last turn in view: whole when it fits, else from the start of the answer. */
  private rolNaarBeurt(): void {
    const rijen = this.wortel.querySelectorAll<HTMLElement>('.gesprek > li');
    const einde = rijen[rijen.length - 1];
    const begin = rijen[rijen.length - 2] ?? einde;
    const eigen = ['.praat', '.paneel'].map((c) => this.vind(c)!).find((v) => v && /auto/.test(getComputedStyle(v).overflowY));
    const vak = eigen ?? document.scrollingElement!;
    if (!einde) return;
    const v = eigen?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight, height: innerHeight };
    const onder = einde.getBoundingClientRect().bottom;
    const past = onder - begin!.getBoundingClientRect().top <= v.height - 16;
    vak.scrollTop += past ? onder - v.bottom + 12 : einde.getBoundingClientRect().top - v.top - 12;
  }

  protected toon(): TemplateResult {
    const kop = this.pagina ? 1 : 2;
    return html`<section class="laag ${this.pagina ? 'pagina' : 'los'}" lang="nl-BE" aria-label=${T.naam}
      popover=${this.pagina ? nothing : 'manual'} @keydown=${this.esc}>
      ${this.open
        ? html`<div class="paneel" tabindex="-1">
            ${this.kop(kop)}
            ${this.acuut ? this.noodvak(kop + 1) : nothing}
            <div class="romp">
              ${stappen(this.gesprek.paneel, {
                kop: kop + 1,
                open: this.stappenOpen,
                uitgeklapt: this.uitgeklapt,
                klapOm: () => {
                  this.stappenOpen = !this.stappenOpen;
                  this.ververs();
                },
                opToggle: (n, open) => void (open ? this.uitgeklapt.add(n) : this.uitgeklapt.delete(n)),
                vink: (n, a, e) => this.vink(n, a, e),
                zet: (n, klaar) => this.zetStap(n, klaar),
              })}
              ${this.scherm === 'gesprek' ? this.praat() : this.anderScherm(kop + 1)}
            </div>
            <div class="sr" role="log" aria-label=${T.nieuw}></div>
          </div>`
        : this.pagina
          ? nothing
          : html`<button class="opener" @click=${() => this.klapOpen()}><span class="oog" aria-hidden="true"></span>${T.naam}</button>`}
    </section>`;
  }

  private kop(niveau: number): TemplateResult {
    const knop = (s: Scherm) =>
      html`<button class="tab" aria-pressed=${this.scherm === s} @click=${(e: Event) => this.ga(this.scherm === s ? 'gesprek' : s, e)}>${T[s]}</button>`;
    return html`<div class="kop">
      <div class="merk"><div class="naam" role="heading" aria-level=${niveau}>${T.naam}</div><p>${T.automatisch}</p></div>
      <div class="tabs" role="group" aria-label=${T.hulpmiddelen}>${knop('blad')}${knop('samenvatting')}${knop('wis')}</div>
      <button class="nood" aria-expanded=${this.acuut} @click=${() => this.wisselAcuut()}>${T.acuut}</button>
      ${this.pagina ? nothing : html`<button class="sluit" aria-label=${T.sluit} @click=${() => this.klapDicht()}></button>`}
    </div>`;
  }

  private noodvak(niveau: number): TemplateResult {
    const bel = (nr: string, waarom: string) =>
      html`<li><a class="bel" href=${'tel:' + nr}>${T.bel} ${nr}</a> <span>${waarom}</span></li>`;
    return html`<div class="acuut" id="acuut" tabindex="-1" role="group" aria-labelledby="acuutkop">
      <div id="acuutkop" role="heading" aria-level=${niveau}>${T.acuut_kop}</div>
      <ul>${bel('112', T.acuut_112)}${bel('101', T.acuut_101)}</ul>
      <p>${T.acuut_zeg} ${T.acuut_daarna}</p>
      <div class="werk">
        <button class="rand" @click=${() => {
          this.acuut = false;
          this.ga('gesprek');
          this.stuur(T.acuut_bericht);
          this.focusOp('.nood');
        }}>${T.acuut_meld}</button>
        <button class="rand" @click=${() => this.wisselAcuut()}>${T.acuut_dicht}</button>
      </div>
    </div>`;
  }

  private beurtGedrag: BeurtGedrag = {
    bezig: () => this.gesprek.bezig,
    kies: (k) => this.kies(k.title, k.payload),
    opnieuw: (b) => {
      this.gesprek.opnieuw(b);
      this.focusOp('textarea');
    },
    laat: (b) => {
      this.gesprek.laat(b);
      this.focusOp('textarea');
    },
  };

  private praat(): TemplateResult {
    const g = this.gesprek;
    const laatste = g.beurten.filter((b) => b.antwoord).at(-1);
    return html`<div class="links">
      <div class="praat" tabindex="0" role="group" aria-label=${T.gesprek}>
        ${g.melding ? html`<p class="melding">${g.melding}</p>` : nothing}
        ${g.beurten.length
          ? html`<ol class="gesprek" aria-label=${T.gesprek}>${g.beurten.map((b) => beurt(b, b === laatste, this.beurtGedrag))}</ol>`
          : welkom(this.pagina ? 2 : 3, (t) => this.kies(t))}
        ${g.beurten.some((b) => b.status === 'bezig' && !b.hapert)
          ? html`<p class="typt">${T.schrijft}<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span></p>`
          : nothing}
      </div>
      <div role="status" class="lijn">${g.lijn ? html`<p>${g.lijn} <b>${T.dringend}</b></p>` : nothing}</div>
      <form class="schrijf" @submit=${this.verzend}>
        <label for="bericht">${T.je_bericht}</label><span id="hint">${T.typ_geen_namen}</span>
        <textarea id="bericht" rows="1" maxlength="2000" aria-describedby="hint" placeholder=${T.plaats} @keydown=${this.toets}></textarea>
        <button class="vol">${T.stuur}</button>
      </form>
    </div>`;
  }

  private anderScherm(niveau: number): TemplateResult {
    const b = this.scherm === 'wis' ? undefined : this.hetBlad();
    return html`<div class="links"><div class="praat ander" tabindex="0" role="group" aria-label=${T[this.scherm]}>
      <button class="terug" @click=${() => this.ga('gesprek')}>${T.terug}</button>
      <div class="schermkop groot" role="heading" aria-level=${niveau} tabindex="-1">${this.scherm === 'wis' ? T.wis_vraag : T[this.scherm]}</div>
      ${this.scherm === 'wis'
        ? html`<p>${T.wis_tekst}</p><div class="werk">
            <button class="gevaar" @click=${() => this.wisAlles()}>${T.wis_ja}</button>
            <button class="rand" @click=${() => this.ga('gesprek')}>${T.wis_nee}</button></div>
            <p role="status">${this.bericht}</p>`
        : b
          ? html`${werkbalk((u) => this.voerUit(u), this.bericht)}
              <div class="tafel ${this.scherm === 'blad' ? '' : 'alleen'}">${this.scherm === 'blad'
                ? keuzes(this.inhoud!, this.keuze!, this.gesprek.paneel?.titels,
                    (deel) => {
                      this.keuze = { ...this.keuze!, ...deel };
                      this.ververs();
                    },
                    (titel, dag, uur) => download('afspraak.ics', 'text/calendar', ics(titel, dag, uur, nieuwId())),
                  )
                : nothing}${blad(b, niveau + 1)}</div>`
          : html`<p role="status">${this.bericht}</p>${this.bericht === T.blad_mislukt
              ? html`<button class="rand" @click=${() => this.haalInhoud()}>${T.opnieuw}</button>`
              : nothing}`}
    </div></div>`;
  }
}

const vandaag = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

if (!customElements.get(NAAM)) {
  customElements.define(NAAM, KindreflexAssistent);
  // One script tag is enough: without an element in the page it adds itself.
  const voegToe = () => {
    if (!document.querySelector(NAAM)) document.body.append(document.createElement(NAAM));
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', voegToe);
  else voegToe();
}
