/** An .ics file for one appointment. The title says nothing of the client or the method. */

const ontsnap = (t: string) => t.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** Lines of at most 75 octets (RFC 5545, 3.1). */
function vouw(regel: string): string {
  const uit: string[] = [];
  let deel = '';
  let bytes = 0;
  for (const teken of regel) {
    const n = new TextEncoder().encode(teken).length;
    if (bytes + n > (uit.length ? 74 : 75)) {
      uit.push(deel);
      deel = '';
      bytes = 0;
    }
    deel += teken;
    bytes += n;
  }
  return [...uit, deel].join('\r\n ');
}

const zonderTekens = (t: string) => t.replace(/[-:]/g, '');

function volgendeDag(dag: string): string {
  const d = new Date(dag + 'T12:00:00Z');
  d.setUTCDate(d.getUTCDate() + 1);
  return d.toISOString().slice(0, 10);
}

/** `dag` is yyyy-mm-dd; `uur` hh:mm, or empty for the whole day. Local (floating) time. */
export function ics(titel: string, dag: string, uur: string, id: string, nu = new Date()): string {
  const d = zonderTekens(dag);
  const [u = 0, m = 0] = uur.split(':').map(Number);
  const tijd = uur
    ? [`DTSTART:${d}T${zonderTekens(uur)}00`, `DURATION:PT${u === 23 && m > 0 ? 60 - m : 60}M`]
    : [`DTSTART;VALUE=DATE:${d}`, `DTEND;VALUE=DATE:${zonderTekens(volgendeDag(dag))}`];
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Agenda//NL',
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${zonderTekens(nu.toISOString()).replace(/\.\d+/, '')}`,
    ...tijd,
    `SUMMARY:${ontsnap(titel)}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(vouw)
    .join('\r\n');
}
