/** The shapes that travel between server and page (design/contract.md). */

export type Stapstand = 'open' | 'bezig' | 'klaar';

export interface Stand {
  stappen: Record<string, Stapstand>;
  kinderen: string;
  pluis: string;
  verontrustend: string;
  bereid: string;
  acuut: string;
  /** The ids of what was done, by step. */
  acties?: Record<string, string[]>;
  aanbevolen: string;
}

export interface Actie {
  id: string;
  tekst: string;
  klaar: string;
  heropen: string;
}

export interface Bron {
  titel: string;
  verwijzing: string;
  url?: string;
}

/** What the panel beside the talk shows; texts and buttons come once, the rest with every answer. */
export interface Paneel {
  stand: Stand;
  reden?: string;
  titels?: Record<string, string>;
  acties?: Record<string, Actie[]>;
  stapacties?: Record<string, { klaar: string; heropen: string }>;
}

export interface Custom extends Paneel {
  onderwerp: string;
  bronnen?: Bron[];
  verborgen?: string[];
  /** The answer is a fault: not kept, and the message may be sent again. */
  storing?: boolean;
  versie?: string;
}

export interface Knop {
  title: string;
  payload: string;
}

export interface RasaBericht {
  text?: string;
  buttons?: Knop[];
  custom?: Custom;
}

export interface Antwoord {
  bubbels: string[];
  knoppen: Knop[];
  custom?: Custom;
}

/** One message of the user with what came back. */
export interface Beurt {
  id: string;
  /** What the page shows; for a button its title. */
  tekst: string;
  /** What is sent. */
  bericht: string;
  status: 'wacht' | 'bezig' | 'mislukt' | 'klaar';
  /** Failed at least once: it shows a retry button of its own. */
  hapert?: boolean;
  fout?: string;
  pogingen?: number;
  antwoord?: Antwoord;
}

export type Tekst = string | { tekst: string; alleen_als?: string };

export interface Inhoud {
  versie: string;
  vragen: {
    onderwerp: string;
    titel: string;
    vragen: { tekst: string; leeftijd?: string[]; sector?: string[]; alleen_als?: string }[];
  }[];
  bezwaren: { onderwerp: string; titel: string; meegeven: string[]; zinnen: Tekst[]; wedervraag: Tekst[] }[];
  stappen: { nummer: number; titel: string; doel: string; dossier: string[]; herinneringen: string[] }[];
  contacten: { naam: string; telefoon?: string | null; tekst: string; provincie?: string[] }[];
  overleg?: string[];
}

export interface GesprekAntwoord extends Paneel {
  beurten: { bericht_id: string; tekst: string; knop?: string | null; antwoord: RasaBericht[] }[];
}
