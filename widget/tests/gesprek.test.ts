import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Gesprek, lees } from '../src/gesprek.ts';
import { Opslag, geheugen } from '../src/opslag.ts';
import { Transport } from '../src/transport.ts';
import type { Custom, RasaBericht } from '../src/soorten.ts';

const custom = (extra: Partial<Custom> = {}): Custom => ({
  onderwerp: 'stap/1',
  stand: { stappen: {}, kinderen: '', pluis: '', verontrustend: '', bereid: '', acuut: 'nee', aanbevolen: '1' },
  ...extra,
});

/** A server in memory, with a switch for the line. */
class Server {
  plat = false;
  status = 0;
  sessies: string[] = [];
  verteld: { id: string; tekst: string; antwoord: RasaBericht[] }[] = [];
  aanroepen: string[] = [];
  extra: Partial<Custom> = {};
  naVerwerking = () => {};

  haal = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const pad = String(url).replace('/webhooks/rest/', '') + ' ' + init!.method;
    this.aanroepen.push(pad);
    if (this.plat) throw new TypeError('Failed to fetch');
    const json = (d: unknown, status = 200) => new Response(status === 204 ? null : JSON.stringify(d), { status });
    if (pad === 'sessie POST') {
      this.sessies.push('s' + this.aanroepen.length);
      return json({ sender: this.sessies.at(-1) });
    }
    const lichaam = init!.body ? JSON.parse(String(init!.body)) : {};
    const wie = lichaam.sender ?? (init!.headers as Record<string, string>).Authorization!.slice(7);
    if (!this.sessies.includes(wie)) return json({ fout: 'onbekend' }, 401);
    if (pad === 'sessie DELETE') {
      this.verteld = [];
      return json(null, 204);
    }
    if (pad === 'gesprek GET')
      return json({ ...custom(), acties: {}, stapacties: {}, titels: {}, beurten: this.verteld.map((v) => ({ bericht_id: v.id, tekst: v.tekst, antwoord: v.antwoord })) });
    if (this.status) return json({ fout: 'nee' }, this.status);
    if (!this.verteld.some((v) => v.id === lichaam.bericht_id))
      this.verteld.push({ id: lichaam.bericht_id, tekst: lichaam.message, antwoord: [{ text: 'ok ' + lichaam.message }, { custom: custom(this.extra) }] });
    this.naVerwerking();
    if (this.plat) throw new TypeError('Failed to fetch');
    return json(this.verteld.find((v) => v.id === lichaam.bericht_id)!.antwoord);
  };
}

let server: Server;
let lang: ReturnType<typeof geheugen>;
let kort: ReturnType<typeof geheugen>;
const maak = () => new Gesprek(new Transport('', server.haal as typeof fetch), new Opslag(lang, kort));
const rust = async (ms = 50) => void (await vi.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  lang = geheugen();
  kort = geheugen();
});
afterEach(() => vi.useRealTimers());

describe('gesprek', () => {
  it('asks once for the texts and buttons of the panel', async () => {
    const g = maak();
    g.stuur('een');
    await rust();
    expect(g.paneel).toMatchObject({ onderwerp: expect.any(String), stapacties: {} });
    g.stuur('twee');
    await rust();
    expect(g.paneel).toMatchObject({ stapacties: {} });
    expect(server.aanroepen.filter((a) => a === 'gesprek GET')).toHaveLength(1);
  });

  it('asks and keeps nothing before the first message', async () => {
    const g = maak();
    g.begin();
    await rust();
    expect(server.aanroepen).toEqual([]);
    expect(g.opslag.sessie).toBeNull();
  });

  it('sends one at a time, in order, in one session', async () => {
    const g = maak();
    g.stuur('a');
    g.stuur('b');
    await rust();
    expect(server.verteld.map((v) => v.tekst)).toEqual(['a', 'b']);
    expect(server.sessies).toHaveLength(1);
    expect(g.beurten.map((b) => b.antwoord!.bubbels[0])).toEqual(['ok a', 'ok b']);
    expect(g.opslag.uitgaand).toEqual([]);
  });

  it('delivers once when the answer was lost on the way', async () => {
    const g = maak();
    server.naVerwerking = () => (server.plat = true);
    g.stuur('a');
    await rust();
    expect(g.lijn).toContain('Geen verbinding');
    expect(g.beurten[0]!.hapert).toBe(true);
    expect(g.opslag.uitgaand).toHaveLength(1);
    server.naVerwerking = () => {};
    server.plat = false;
    await rust(9000);
    expect(server.verteld).toHaveLength(1);
    expect(g.beurten.map((b) => b.status)).toEqual(['klaar']);
    expect(g.lijn).toBe('');
  });

  it('resends what was unsent after a reload, with the same id, unless the server has it', async () => {
    const g = maak();
    server.naVerwerking = () => (server.plat = true);
    g.stuur('a');
    await rust();
    g.stop();
    server.plat = false;
    const h = maak();
    h.begin();
    await rust();
    expect(server.verteld).toHaveLength(1);
    expect(h.beurten.map((b) => [b.tekst, b.status])).toEqual([['a', 'klaar']]);
  });

  it('keeps a refused message with its own retry, and goes on with the next', async () => {
    const g = maak();
    server.status = 413;
    g.stuur('te groot');
    await rust();
    server.status = 0;
    g.stuur('b');
    await rust();
    expect(g.beurten.map((b) => b.status)).toEqual(['mislukt', 'klaar']);
    g.opnieuw(g.beurten[0]!);
    await rust();
    expect(g.beurten.map((b) => b.status)).toEqual(['klaar', 'klaar']);
  });

  it('keeps a message that was answered with a fault, to be sent again under the same id', async () => {
    const g = maak();
    g.stuur('a');
    await rust();
    server.naVerwerking = () => (server.extra = {});
    server.extra = { storing: true, reden: 'fault' };
    g.stuur('b');
    await rust();
    const id = g.beurten[1]!.id;
    expect([g.beurten[1]!.status, g.beurten[1]!.antwoord?.bubbels, g.paneel?.reden]).toEqual(['mislukt', ['ok b'], undefined]);
    expect(g.opslag.uitgaand.map((u) => u.id)).toEqual([id]);
    server.verteld.pop(); // a fault is not kept
    g.opnieuw(g.beurten[1]!);
    await rust();
    expect(g.beurten.map((b) => b.status)).toEqual(['klaar', 'klaar']);
    expect(server.verteld.map((v) => v.id)).toEqual([g.beurten[0]!.id, id]);
    expect(g.opslag.uitgaand).toEqual([]);
  });

  it('waits as long as the server asks (429) and gives up on a server that keeps failing', async () => {
    const g = maak();
    server.status = 429;
    g.stuur('a');
    await rust();
    expect(g.lijn).toContain('snel');
    server.status = 500;
    await rust(60_000);
    expect(g.beurten[0]!.status).toBe('mislukt');
  });

  it('starts a new session when the old one is gone, without ever looping', async () => {
    const g = maak();
    g.stuur('a');
    await rust();
    server.sessies = [];
    g.stuur('b');
    await rust();
    expect(g.melding).toContain('niet meer bewaard');
    expect(g.beurten.map((b) => b.tekst)).toEqual(['b']);
    expect(g.beurten[0]!.status).toBe('klaar');
    server.status = 401;
    g.stuur('c');
    await rust(1000);
    expect(g.beurten.at(-1)!.status).toBe('mislukt');
  });

  it('shows the redacted text after something was hidden', async () => {
    const g = maak();
    server.extra = { verborgen: ['naam'] };
    server.naVerwerking = () => (server.verteld[0]!.tekst = '[verborgen_naam]');
    g.stuur('Jan');
    await rust();
    expect(g.beurten[0]!.tekst).toBe('[verborgen_naam]');
  });

  it('wipes server and browser, and nothing when the server is down', async () => {
    const g = maak();
    g.stuur('a');
    await rust();
    server.plat = true;
    await expect(Promise.all([g.wis(), rust(6000)])).rejects.toThrow();
    expect(g.opslag.sessie).not.toBeNull();
    server.plat = false;
    await Promise.all([g.wis(), rust(6000)]);
    expect([server.verteld, g.beurten, g.opslag.sessie]).toEqual([[], [], null]);
  });

  it('notices a talk that was wiped by typing it', async () => {
    const g = maak();
    server.extra = { onderwerp: 'gesprek/wis_alles' };
    server.naVerwerking = () => {
      const antwoord = server.verteld[0]!;
      queueMicrotask(() => (server.verteld = server.verteld.filter((v) => v !== antwoord)));
    };
    g.stuur('ja, wis alles');
    await rust();
    expect(g.beurten).toEqual([]);
    expect(g.melding).toContain('gewist');
    expect(g.opslag.sessie).toBeNull();
  });
});

it('reads an answer without custom or text', () => {
  expect(lees([])).toEqual({ bubbels: [], knoppen: [], custom: undefined });
});
