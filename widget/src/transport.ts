/** The server's HTTP, one method a route. The session id travels in body or header, never in a URL. */

import type { GesprekAntwoord, Inhoud, RasaBericht } from './soorten.ts';

/** The server answered, but not with what was asked. `wacht`: seconds to wait (429). */
export class HttpFout extends Error {
  constructor(readonly status: number, tekst: string, readonly wacht = 0) {
    super(tekst);
  }
}

const GEDULD = 40_000;

export class Transport {
  constructor(private basis: string, private haal: typeof fetch = (...a) => fetch(...a)) {}

  async sessie(): Promise<string> {
    return (await this.vraag<{ sender: string }>('POST', 'sessie', { body: {} })).sender;
  }

  bericht(sender: string, message: string, bericht_id: string): Promise<RasaBericht[]> {
    return this.vraag('POST', 'webhook', { body: { sender, message, bericht_id } });
  }

  gesprek(sender: string): Promise<GesprekAntwoord> {
    return this.vraag('GET', 'gesprek', { sender });
  }

  wis(sender: string): Promise<unknown> {
    return this.vraag('DELETE', 'sessie', { sender });
  }

  inhoud(): Promise<Inhoud> {
    return this.vraag('GET', 'inhoud', {});
  }

  private async vraag<T>(method: string, pad: string, uit: { body?: object; sender?: string }): Promise<T> {
    const headers: Record<string, string> = {};
    if (uit.body) headers['Content-Type'] = 'application/json';
    if (uit.sender) headers.Authorization = 'Bearer ' + uit.sender;
    const stop = new AbortController();
    const klok = setTimeout(() => stop.abort(), GEDULD);
    try {
      const antwoord = await this.haal(`${this.basis}/webhooks/rest/${pad}`, {
        method,
        headers,
        body: uit.body && JSON.stringify(uit.body),
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: stop.signal,
      });
      if (antwoord.status === 204) return undefined as T;
      if (antwoord.ok) return await antwoord.json();
      const lichaam = await antwoord.json().catch(() => ({}));
      throw new HttpFout(antwoord.status, lichaam?.fout || '', Number(antwoord.headers.get('Retry-After')) || 0);
    } finally {
      clearTimeout(klok);
    }
  }
}
