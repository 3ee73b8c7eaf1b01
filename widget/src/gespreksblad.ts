/** The talk sheet and the summary: from reviewed sentences and the state to one plain structure. */

import { OORDELEN, PROVINCIES, STAPPEN, T, TITELS, hoofd } from './teksten.ts';
import { gedaan } from './stappen.ts';
import type { Inhoud, Paneel, Tekst } from './soorten.ts';

export interface Regel {
  tekst: string;
  onder?: string[];
}

export interface Deel {
  kop: string;
  soort?: 'zeg' | 'vink';
  regels: Regel[];
}

export interface Blad {
  titel: string;
  onder: string;
  delen: Deel[];
  voet: string;
}

export interface Keuze {
  stap: string;
  opening: string;
  leeftijd: string;
  vragen: string[];
  bezwaren: string[];
  provincie: string;
  datum: string;
  uur: string;
  overleg: string;
  overlegUur: string;
}

export const MAX_VRAGEN = 6;
export const MAX_BEZWAREN = 3;
const VOORKEUR = 4;
const MAX_HERINNERINGEN = 3;
const MAX_DOSSIER = 4;

/** Which question topics suit which step. */
const VRAGEN_BIJ: Record<string, string[]> = {
  1: ['gesprek_openen'],
  2: ['stap_2', 'ontwikkelingsnoden', 'opvoedcapaciteiten', 'gezin_en_omgeving'],
  3: ['ondersteuning'],
  4: ['zorg_benoemen'],
  5: ['ondersteuning', 'zorg_benoemen'],
  6: ['zorg_benoemen'],
};

export const alsTekstRegel = (t: Tekst): string =>
  typeof t === 'string' ? t : t.tekst + (t.alleen_als ? ` (alleen ${t.alleen_als})` : '');

function lijst(inhoud: Inhoud, namen: string[], leeftijd: string): string[] {
  return inhoud.vragen
    .filter((v) => namen.includes(v.onderwerp.replace('vragen/', '')))
    .sort((a, b) => namen.indexOf(a.onderwerp.slice(7)) - namen.indexOf(b.onderwerp.slice(7)))
    .flatMap((v) => v.vragen)
    .filter((v) => !v.sector?.length && (!v.leeftijd?.length || v.leeftijd.includes(leeftijd)))
    .sort((a, b) => Number(!a.leeftijd?.length) - Number(!b.leeftijd?.length))
    .map(alsTekstRegel);
}

export const openingen = (inhoud: Inhoud, stap: string): string[] =>
  lijst(inhoud, [Number(stap) > 3 ? 'zorg_benoemen' : 'gesprek_openen'], '').slice(0, 8);

export const vragenBij = (inhoud: Inhoud, k: Pick<Keuze, 'stap' | 'leeftijd' | 'opening'>): string[] =>
  lijst(inhoud, VRAGEN_BIJ[k.stap] ?? [], k.leeftijd).filter((v) => v !== k.opening);

/** A sheet that can be used as it is; `over` is what the user chose already. */
export function beginKeuze(inhoud: Inhoud, stap: string, over: Partial<Keuze> = {}): Keuze {
  const opening = openingen(inhoud, stap)[0] ?? '';
  const leeftijd = over.leeftijd ?? '';
  return {
    bezwaren: [],
    provincie: '',
    datum: '',
    uur: '',
    overleg: '',
    overlegUur: '',
    ...over,
    stap,
    opening,
    leeftijd,
    vragen: vragenBij(inhoud, { stap, leeftijd, opening }).slice(0, VOORKEUR),
  };
}

export const dagInWoorden = (dag: string, uur = ''): string =>
  new Date(dag + 'T12:00').toLocaleDateString('nl-BE', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }) +
  (uur ? `, ${uur}` : '');

function bellen(inhoud: Inhoud, provincie: string): Regel[] {
  const nood = inhoud.contacten.filter((c) => c.telefoon === '112' || c.telefoon === '101');
  const rest = inhoud.contacten.filter((c) =>
    provincie ? c.provincie?.includes(provincie) : /crisismeldpunt/i.test(c.naam),
  );
  return [...nood, ...rest].map((c) => ({ tekst: `${c.naam}: ${c.tekst}` }));
}

export function maakBlad(inhoud: Inhoud, k: Keuze): Blad {
  const stap = inhoud.stappen.find((s) => String(s.nummer) === k.stap);
  const regels = (r: string[], n = 99): Regel[] => r.slice(0, n).map((tekst) => ({ tekst }));
  const afspraken = [
    k.datum && `${T.b_opvolg}: ${dagInWoorden(k.datum, k.uur)}`,
    k.overleg && `${T.b_overleg}: ${dagInWoorden(k.overleg, k.overlegUur)}`,
  ].filter(Boolean) as string[];
  const delen: Deel[] = [
    { kop: T.b_opening, soort: 'zeg', regels: regels([k.opening]) },
    { kop: T.b_vragen, soort: 'zeg', regels: regels(k.vragen, MAX_VRAGEN) },
    {
      kop: T.b_bezwaren,
      regels: inhoud.bezwaren
        .filter((b) => k.bezwaren.includes(b.onderwerp))
        .slice(0, MAX_BEZWAREN)
        .map((b) => ({
          tekst: `“${b.titel}”`,
          onder: [
            ...b.zinnen.slice(0, 2).map((z) => `${T.b_zeg}: “${alsTekstRegel(z)}”`),
            ...b.wedervraag.slice(0, 1).map((z) => `${T.b_vraag}: “${alsTekstRegel(z)}”`),
          ],
        })),
    },
    { kop: T.b_vergeet, regels: regels(stap?.herinneringen ?? [], MAX_HERINNERINGEN) },
    { kop: T.b_bellen, regels: [...bellen(inhoud, k.provincie), ...regels(inhoud.overleg ?? [T.b_anoniem], 1)] },
    { kop: T.b_noteer, soort: 'vink', regels: regels(stap?.dossier ?? [], MAX_DOSSIER) },
    { kop: T.b_data, regels: regels(afspraken.length ? afspraken : [T.b_kom_terug]) },
  ];
  return {
    titel: T.blad,
    onder: `Stap ${k.stap}: ${stap?.titel ?? TITELS[k.stap]}`,
    delen: delen.filter((d) => d.regels.some((r) => r.tekst)),
    voet: `${T.b_voet} Inhoud: ${inhoud.versie}.`,
  };
}

const eersteZin = (t: string) => /^.+?[.!?](?=\s|$)/s.exec(t)?.[0] ?? t;

export function maakSamenvatting(p: Paneel | undefined, vandaag: string): Blad {
  const stand = p?.stand;
  const titel = (n: string) => `Stap ${n} (${p?.titels?.[n] ?? TITELS[n]})`;
  const gezet = STAPPEN.filter((n) => stand && stand.stappen[n] !== 'open');
  const oordelen = Object.entries(OORDELEN).flatMap(([veld, woorden]) => {
    const w = woorden[String(stand?.[veld as keyof typeof stand] ?? '')];
    return w ? [{ tekst: w }] : [];
  });
  if (stand?.acuut === 'ja') oordelen.unshift({ tekst: T.s_acuut });
  const volgende = stand?.aanbevolen ?? '1';
  const delen: Deel[] = [
    {
      kop: T.s_stappen,
      regels: gezet.length
        ? gezet.map((n) => ({
            tekst: `${titel(n)}: ${stand!.stappen[n]}`,
            onder: (p?.acties?.[n] ?? []).filter((a) => gedaan(p, n, a.id)).map((a) => eersteZin(a.tekst)),
          }))
        : [{ tekst: T.s_niets }],
    },
    { kop: T.s_oordeel, regels: oordelen },
    {
      kop: T.s_volgende,
      regels: [{ tekst: (/\d/.test(volgende) ? titel(volgende) + '. ' : '') + (p?.reden ?? '') }],
    },
    { kop: T.s_aanvullen, soort: 'vink', regels: T.s_aanvul.map((tekst) => ({ tekst })) },
  ];
  return {
    titel: T.samenvatting,
    onder: T.s_onder(dagInWoorden(vandaag)),
    delen: delen.filter((d) => d.regels.some((r) => r.tekst)),
    voet: T.b_voet,
  };
}

export function alsTekst(b: Blad): string {
  const deel = (d: Deel) => {
    const teken = d.soort === 'vink' ? '[ ]' : '-';
    const regels = d.regels.flatMap((r) => [
      `${teken} ${d.soort === 'zeg' ? `“${r.tekst}”` : r.tekst}`,
      ...(r.onder ?? []).map((o) => `    ${o}`),
    ]);
    return [d.kop.toUpperCase(), ...regels, ''];
  };
  return [b.titel, b.onder, '', ...b.delen.flatMap(deel), b.voet, ''].join('\n');
}

const veilig = (t: string) => t.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A file to keep: one page without scripts or anything to fetch. */
export function alsHtml(b: Blad): string {
  const deel = (d: Deel) =>
    `<h2>${veilig(d.kop)}</h2><ul>` +
    d.regels
      .map((r) => {
        const tekst = veilig(d.soort === 'zeg' ? `“${r.tekst}”` : r.tekst);
        const onder = r.onder?.length ? `<ul>${r.onder.map((o) => `<li>${veilig(o)}</li>`).join('')}</ul>` : '';
        return `<li>${d.soort === 'vink' ? '☐ ' : ''}${tekst}${onder}</li>`;
      })
      .join('') +
    '</ul>';
  return `<!doctype html><html lang="nl-BE"><meta charset="utf-8"><title>${veilig(b.titel)}</title><style>body{font:11pt/1.4 sans-serif;max-width:45em;margin:1.5cm auto;padding:0 1em}h1{margin:0}h2{font-size:1em;margin:1em 0 .2em;border-bottom:1px solid}ul{margin:0;padding-left:1.2em}@page{size:A4;margin:12mm}@media print{body{margin:0;font-size:9.5pt}}</style><h1>${veilig(b.titel)}</h1><p>${veilig(b.onder)}</p>${b.delen.map(deel).join('')}<p><small>${veilig(b.voet)}</small></p></html>`;
}

export const provincies = (inhoud: Inhoud): [string, string][] =>
  Object.entries(PROVINCIES).filter(([p]) => inhoud.contacten.some((c) => c.provincie?.includes(p)));

export const stapTitel = (n: string, titels?: Record<string, string>): string =>
  `Stap ${n}: ${hoofd(titels?.[n] ?? TITELS[n] ?? '')}`;
