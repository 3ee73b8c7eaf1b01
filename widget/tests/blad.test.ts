import { describe, expect, it } from 'vitest';
import { ics } from '../src/agenda.ts';
import { ontleed, veiligeUrl } from '../src/bubbel.ts';
import { alsHtml, alsTekst, beginKeuze, maakBlad, maakSamenvatting, vragenBij } from '../src/gespreksblad.ts';
import type { Inhoud, Paneel } from '../src/soorten.ts';

const inhoud: Inhoud = {
  versie: 'v1',
  vragen: [
    { onderwerp: 'vragen/gesprek_openen', titel: 'Open', vragen: ['o1', 'o2', 'o3', 'o4', 'o5', 'o6'].map((tekst) => ({ tekst })) },
    {
      onderwerp: 'vragen/stap_2',
      titel: 'Twee',
      vragen: [
        { tekst: 'q1' },
        { tekst: 'puber?', leeftijd: ['12+'] },
        { tekst: 'geweld?', alleen_als: 'als de cliënt alleen is' },
        { tekst: 'spoed?', sector: ['spoed'] },
      ],
    },
  ],
  bezwaren: ['a', 'b', 'c', 'd'].map((x) => ({
    onderwerp: 'bezwaar/' + x,
    titel: 'Titel ' + x,
    meegeven: [],
    zinnen: [{ tekst: 'z1' }, 'z2', 'z3'],
    wedervraag: ['w1'],
  })),
  stappen: [1, 2, 3, 4, 5, 6].map((nummer) => ({ nummer, titel: 't' + nummer, doel: 'd', dossier: ['noteer'], herinneringen: ['h'] })),
  contacten: [
    { naam: '112', telefoon: '112', tekst: 'nood' },
    { naam: 'VK Limburg', tekst: 'vk', provincie: ['limburg'] },
    { naam: 'Crisismeldpunt jeugdhulp', tekst: 'crisis' },
  ],
};

describe('gespreksblad', () => {
  it('is ready without a choice, and uses reviewed sentences only', () => {
    const b = maakBlad(inhoud, beginKeuze(inhoud, '1'));
    expect(b.delen[0]!.regels[0]!.tekst).toBe('o1');
    expect(b.delen[1]!.regels.map((r) => r.tekst)).toEqual(['o2', 'o3', 'o4', 'o5']);
  });

  it('offers questions of an age only for that age, never those of a sector, and keeps the condition', () => {
    const k = { stap: '2', opening: '', leeftijd: '' };
    expect(vragenBij(inhoud, k)).toEqual(['q1', 'geweld? (alleen als de cliënt alleen is)']);
    expect(vragenBij(inhoud, { ...k, leeftijd: '12+' })[0]).toBe('puber?');
  });

  it('takes at most three objections, and the services of the province', () => {
    const k = { ...beginKeuze(inhoud, '2'), bezwaren: inhoud.bezwaren.map((b) => b.onderwerp), provincie: 'limburg' };
    const b = maakBlad(inhoud, k);
    expect(b.delen.find((d) => d.kop === 'Als de ouder zegt')!.regels).toHaveLength(3);
    expect(b.delen.find((d) => d.kop === 'Wie bel je')!.regels.map((r) => r.tekst).slice(0, 2)).toEqual(['112: nood', 'VK Limburg: vk']);
  });

  it('names the dates in words, in text and in HTML without markup from content', () => {
    const b = maakBlad({ ...inhoud, versie: '<img src=x>' }, { ...beginKeuze(inhoud, '1'), datum: '2026-12-01', uur: '14:30' });
    expect(alsTekst(b)).toContain('Opvolggesprek: dinsdag 1 december 2026, 14:30');
    expect(alsHtml(b)).not.toContain('<img');
  });
});

it('summarises the state without names', () => {
  const p: Paneel = {
    stand: {
      stappen: { 1: 'klaar', 2: 'bezig', 3: 'open', 4: 'open', 5: 'open', 6: 'open' },
      kinderen: 'ja', pluis: 'nee', verontrustend: 'onbekend', bereid: 'onbekend', acuut: 'nee', aanbevolen: '2', acties: { 2: ['x'] },
    },
    titels: { 1: 'gesprek', 2: 'peilen' },
    acties: { 2: [{ id: 'x', tekst: 'Kijk rond. Meer uitleg.', klaar: '', heropen: '' }] },
    reden: 'Daarom.',
  };
  const t = alsTekst(maakSamenvatting(p, '2026-11-22'));
  for (const deel of ['Stap 1 (gesprek): klaar', 'Stap 2 (peilen): bezig', 'Kijk rond.', 'Er zijn kinderen.', 'Het voelt niet pluis.', 'Daarom.'])
    expect(t).toContain(deel);
  expect(t).not.toContain('Meer uitleg');
  expect(alsTekst(maakSamenvatting(undefined, '2026-11-22'))).toContain('Nog geen stap gezet.');
});

describe('agenda', () => {
  const nu = new Date('2026-11-22T10:00:00.000Z');
  it('is an event with CRLF, folded lines and a private class', () => {
    const t = ics('Opvolggesprek', '2026-12-01', '14:30', 'id1', nu);
    expect(t).toContain('DTSTART:20261201T143000\r\n');
    expect(t).toContain('DTSTAMP:20261122T100000Z\r\n');
    expect(t).toContain('CLASS:PRIVATE\r\n');
    expect(t.endsWith('END:VCALENDAR\r\n')).toBe(true);
    for (const regel of ics('é'.repeat(90), '2026-12-01', '', 'x', nu).split('\r\n')) expect(new TextEncoder().encode(regel).length).toBeLessThanOrEqual(75);
  });
  it('lasts a day without an hour, over the end of a year', () => {
    expect(ics('a;b', '2026-12-31', '', 'x', nu)).toContain('DTEND;VALUE=DATE:20270101\r\nSUMMARY:a\\;b');
  });
});

describe('bubbel', () => {
  it('knows headings, lists and the question that goes with the buttons', () => {
    expect(ontleed('Zo kan je het zeggen:\n- “a”\n- b\nGa verder. Is stap 1 klaar?', true)).toEqual([
      { soort: 'kopje', tekst: 'Zo kan je het zeggen:' },
      { soort: 'lijst', regels: ['“a”', 'b'] },
      { soort: 'alinea', tekst: 'Ga verder.' },
      { soort: 'vraag', tekst: 'Is stap 1 klaar?' },
    ]);
  });
  it('links to web pages only', () => {
    expect(['https://a.be/x', 'javascript:alert(1)', ' https://a', 'data:text/html,x', undefined].map(veiligeUrl)).toEqual([
      'https://a.be/x', undefined, undefined, undefined, undefined,
    ]);
  });
});
