/**
 * What the browser keeps: the session id (localStorage, shared by tabs) and unsent messages
 * (sessionStorage, of this tab). No transcript. A browser that forbids storage gets memory.
 */

import type { Beurt } from './soorten.ts';

const SESSIE = 'kindreflex-sessie';
const TIK = 'kindreflex-tik';
const UIT = 'kindreflex-uit';

type Winkel = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

function winkel(naam: 'localStorage' | 'sessionStorage'): Winkel {
  try {
    return globalThis[naam] ?? geheugen();
  } catch {
    return geheugen();
  }
}

export function geheugen(): Winkel {
  const m = new Map<string, string>();
  return {
    getItem: (k) => m.get(k) ?? null,
    setItem: (k, v) => void m.set(k, v),
    removeItem: (k) => void m.delete(k),
  };
}

type Uitgaand = Pick<Beurt, 'id' | 'tekst' | 'bericht'>;

export class Opslag {
  constructor(private lang = winkel('localStorage'), private kort = winkel('sessionStorage')) {}

  get sessie(): string | null {
    return this.lang.getItem(SESSIE);
  }

  set sessie(waarde: string | null) {
    if (waarde) this.lang.setItem(SESSIE, waarde);
    else this.lang.removeItem(SESSIE);
  }

  get uitgaand(): Uitgaand[] {
    try {
      return JSON.parse(this.kort.getItem(UIT) || '[]');
    } catch {
      return [];
    }
  }

  bewaar(beurten: Uitgaand[]): void {
    const rij = beurten.map(({ id, tekst, bericht }) => ({ id, tekst, bericht }));
    if (rij.length) this.kort.setItem(UIT, JSON.stringify(rij));
    else this.kort.removeItem(UIT);
  }

  /** Tell the other tabs that the talk went on. */
  tik(): void {
    this.lang.setItem(TIK, String(Date.now()));
  }

  wis(): void {
    this.lang.removeItem(SESSIE);
    this.lang.removeItem(TIK);
    this.kort.removeItem(UIT);
  }

  /** Which change another tab made, if it is one of ours. */
  static soort(e: StorageEvent): 'sessie' | 'tik' | '' {
    return e.key === SESSIE || e.key === null ? 'sessie' : e.key === TIK && e.newValue ? 'tik' : '';
  }
}
