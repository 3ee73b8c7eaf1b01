/**
 * The talk, without a screen: turns, outbox, session, and what to do when the line is down.
 * One worker sends one message at a time; a message keeps its id until it is answered.
 */

import { HttpFout, type Transport } from './transport.ts';
import { Opslag } from './opslag.ts';
import { T } from './teksten.ts';
import type { Antwoord, Beurt, GesprekAntwoord, Inhoud, Knop, Paneel, RasaBericht } from './soorten.ts';

const LANGSTE_PAUZE = 8_000;
const POGINGEN = 5;

export function lees(berichten: RasaBericht[]): Antwoord {
  const knoppen: Knop[] = [];
  for (const b of berichten) knoppen.push(...(b.buttons ?? []));
  return {
    bubbels: berichten.flatMap((b) => (b.text ? [b.text] : [])),
    knoppen,
    custom: berichten.find((b) => b.custom)?.custom,
  };
}

export function nieuwId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
}

export class Gesprek {
  beurten: Beurt[] = [];
  paneel?: Paneel;
  /** In words what is wrong with the line; empty when nothing is. */
  lijn = '';
  /** Something to tell once, such as a session that ended. */
  melding = '';
  opWijziging = () => {};
  opAntwoord: (a: Antwoord) => void = () => {};

  private geladen = true;
  private poging = 0;
  private klok?: ReturnType<typeof setTimeout>;
  private werker?: Promise<void>;

  constructor(private transport: Transport, readonly opslag = new Opslag()) {}

  /** Pick up what was going on; makes no request when there was nothing. */
  begin(): void {
    const bekend = new Set(this.beurten.map((b) => b.id));
    for (const u of this.opslag.uitgaand) if (!bekend.has(u.id)) this.beurten.push({ ...u, status: 'wacht' });
    this.ververs();
  }

  /** Read the talk again from the server. */
  ververs(): void {
    if (this.opslag.sessie) this.geladen = false;
    else if (!this.beurten.some((b) => b.status === 'wacht')) return;
    this.werk();
  }

  stuur(tekst: string, bericht = tekst): void {
    this.melding = '';
    this.beurten.push({ id: nieuwId(), tekst, bericht, status: 'wacht' });
    this.werk();
  }

  opnieuw(b: Beurt): void {
    if (b.status === 'mislukt') b.status = 'wacht';
    b.pogingen = 0;
    b.antwoord = undefined;
    this.nu();
  }

  laat(b: Beurt): void {
    this.beurten = this.beurten.filter((x) => x !== b);
    this.wijzig();
  }

  /** Try now instead of after the pause (back online, or asked for). */
  nu(): void {
    this.poging = 0;
    this.werk();
  }

  get bezig(): boolean {
    return this.beurten.some((b) => b.status === 'bezig' || b.status === 'wacht');
  }

  /**
   * Remove the talk on the server, then in the browser.
   * @throws when the server cannot be reached: then nothing is removed.
   */
  async wis(): Promise<void> {
    clearTimeout(this.klok);
    await Promise.race([this.werker, new Promise((k) => setTimeout(k, 5_000))]);
    clearTimeout(this.klok);
    const sessie = this.opslag.sessie;
    try {
      if (sessie) await this.transport.wis(sessie);
    } catch (f) {
      if (!(f instanceof HttpFout && f.status === 401)) throw f;
    }
    this.opslag.wis();
    this.leeg(T.gewist);
  }

  inhoud(): Promise<Inhoud> {
    return this.transport.inhoud();
  }

  /** Another tab changed what the tabs share. */
  anderTabblad(e: StorageEvent): void {
    const soort = Opslag.soort(e);
    if (soort === 'sessie' && !this.opslag.sessie) this.leeg(T.gewist);
    else if (soort) this.ververs();
  }

  stop(): void {
    clearTimeout(this.klok);
  }

  private leeg(melding: string): void {
    this.beurten = [];
    this.paneel = undefined;
    this.lijn = '';
    this.melding = melding;
    this.geladen = true;
    this.wijzig();
  }

  private wijzig(): void {
    this.opslag.bewaar(this.beurten.filter((b) => b.status !== 'klaar'));
    this.opWijziging();
  }

  private werk(): void {
    clearTimeout(this.klok);
    this.wijzig();
    this.werker ??= this.loop().finally(() => {
      this.werker = undefined;
      this.wijzig();
    });
  }

  private async loop(): Promise<void> {
    try {
      for (;;) {
        if (!this.geladen) await this.laad();
        const b = this.beurten.find((x) => x.status === 'wacht');
        if (!b) break;
        await this.verstuur(b);
      }
      this.poging = 0;
      this.lijn = '';
    } catch (f) {
      const druk = f instanceof HttpFout && f.status === 429;
      this.lijn = druk ? T.te_snel : T.geen_verbinding;
      const pauze = druk && f.wacht ? f.wacht * 1000 : Math.min(LANGSTE_PAUZE, 500 * 2 ** this.poging++);
      this.klok = setTimeout(() => this.werk(), pauze);
    }
  }

  private async laad(): Promise<void> {
    const sessie = this.opslag.sessie;
    if (sessie) {
      let g: GesprekAntwoord;
      try {
        g = await this.transport.gesprek(sessie);
      } catch (f) {
        if (!(f instanceof HttpFout) || f.status === 429 || f.status >= 500) throw f;
        return this.verlopen();
      }
      const bekend = new Set(g.beurten.map((b) => b.bericht_id));
      const eigen = this.beurten.filter((b) => b.status !== 'klaar' && !bekend.has(b.id));
      const oud = g.beurten.map(
        (b): Beurt => ({
          id: b.bericht_id,
          tekst: b.knop || b.tekst,
          bericht: '',
          status: 'klaar',
          antwoord: lees(b.antwoord),
        }),
      );
      if (!oud.length && this.beurten.some((b) => b.status === 'klaar')) {
        this.opslag.wis();
        this.leeg(T.gewist);
      }
      const laatste = oud.at(-1)?.antwoord?.custom;
      if (laatste || g.acties) this.paneel = { ...laatste, ...g };
      this.beurten = [...oud, ...eigen];
    }
    this.geladen = true;
    this.lijn = '';
    this.wijzig();
  }

  /** The server no longer knows the session: keep only what was typed and not sent. */
  private verlopen(): void {
    this.opslag.sessie = null;
    const over = this.beurten.filter((b) => b.status !== 'klaar' && b.bericht === b.tekst);
    const had = this.beurten.length > over.length;
    this.leeg(had ? T.verlopen : '');
    this.beurten = over;
  }

  private async verstuur(b: Beurt): Promise<void> {
    b.status = 'bezig';
    this.wijzig();
    try {
      b.antwoord = lees(await this.transport.bericht(await this.sessie(), b.bericht, b.id));
    } catch (f) {
      b.status = 'wacht';
      if (f instanceof HttpFout) {
        b.pogingen = (b.pogingen ?? 0) + 1;
        if (f.status === 401 && b.pogingen < 3) return this.verlopen();
        const storing = f.status >= 500;
        if (storing ? b.pogingen >= POGINGEN : f.status !== 429 && f.status !== 408) {
          b.status = 'mislukt';
          b.fout = f.message;
          return;
        }
      }
      b.hapert = true;
      throw f;
    }
    const custom = b.antwoord.custom;
    b.status = custom?.storing ? 'mislukt' : 'klaar';
    this.lijn = b.fout = '';
    this.poging = 0;
    if (custom && !custom.storing) this.paneel = { ...this.paneel, ...custom };
    this.wijzig();
    this.opAntwoord(b.antwoord);
    this.opslag.tik();
    void this.vulPaneel();
    // What was hidden has to disappear here too; and a talk that was wiped by typing is gone.
    if (custom?.verborgen?.length || (custom?.onderwerp === 'gesprek/wis_alles' && !b.antwoord.knoppen.length))
      this.geladen = false;
  }

  /** The texts and buttons of the panel stay the same for a whole talk: asked once. */
  private async vulPaneel(): Promise<void> {
    const sessie = this.opslag.sessie;
    if (!sessie || !this.paneel || this.paneel.stapacties) return;
    try {
      const { titels, acties, stapacties } = await this.transport.gesprek(sessie);
      if (!this.paneel || sessie !== this.opslag.sessie) return;
      this.paneel = { ...this.paneel, titels, acties, stapacties };
      this.opWijziging();
    } catch {
      // The next answer asks again.
    }
  }

  /** The session of all tabs; made once, by one of them. */
  private async sessie(): Promise<string> {
    const maak = async () => this.opslag.sessie || (this.opslag.sessie = await this.transport.sessie());
    const bestaand = this.opslag.sessie;
    if (bestaand) return bestaand;
    return globalThis.navigator?.locks ? navigator.locks.request('kindreflex-sessie', maak) : maak();
  }
}
