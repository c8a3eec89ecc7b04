import type { Domain, TrytonClient } from '../rpc/tryton-client.ts';
import { type Micros, type Row, toDateTime } from '../rpc/values.ts';
import type { Watermark } from './cursor.ts';
import { DOCUMENTS, MOVES } from './models.ts';
import { fingerprintOf, newestStamp, stampOf } from './stamps.ts';

/** Rows of dates only are small. */
const PAGE = 5000;
/** More than that is not remembered, but read again. */
const MOST_SEEN = 50_000;

export interface Polled {
  ids: number[];
  mark: Watermark;
}

function partsOf(model: string): { domain: Domain; paths: string[] } {
  const document = DOCUMENTS.find((kind) => kind.model === model);
  return { domain: document?.domain ?? [], paths: ['', ...(document?.parts ?? [])] };
}

/** Condition for records that were changed, or have a part that was, from a moment on. */
export function changedSince(model: string, since: Micros, operator: '>' | '>=' = '>='): Domain {
  const at = toDateTime(Math.max(0, since));
  const { domain, paths } = partsOf(model);
  const dates = paths.flatMap((path) =>
    ['write_date', 'create_date'].map((date) => [path + date, operator, at]),
  );
  return [...domain, ['OR', ...dates]];
}

/** Ids and dates of change of the records that fit, by id, page after page. */
export async function* stampRows(
  client: TrytonClient,
  model: string,
  domain: Domain,
  page = PAGE,
  afterId = 0,
): AsyncGenerator<Row[]> {
  const fields = partsOf(model).paths.flatMap((path) => [`${path}write_date`, `${path}create_date`]);
  for (let last = afterId; ; ) {
    const rows = await client.search(model, [...domain, ['id', '>', last]], fields, { limit: page });
    if (rows.length > 0) yield rows;
    if (rows.length < page) return;
    last = Number(rows.at(-1)?.id);
  }
}

/**
 * What of a model changed since the mark. As long as transactions may still be open that began before the newest date seen
 * (`overlapMs`), the time before it is looked at again, and what is as it was is left out.
 */
export async function pollModel(
  client: TrytonClient,
  model: string,
  mark: Watermark,
  now: number,
  overlapMs: number,
): Promise<Polled> {
  const settled = now - mark.since > overlapMs;
  const domain = settled
    ? changedSince(model, mark.at, '>')
    : changedSince(model, mark.at - overlapMs * 1000);
  const ids: number[] = [];
  const fresh = new Map<string, string>();
  let at = mark.at;
  for await (const rows of stampRows(client, model, domain)) {
    for (const row of rows) {
      const { text, newest } = fingerprintOf(row);
      const id = Number(row.id);
      at = Math.max(at, newest);
      if (mark.seen[id] === text) continue;
      ids.push(id);
      fresh.set(String(id), text);
    }
  }
  if (fresh.size === 0) return { ids, mark };
  const since = at > mark.at ? now : mark.since;
  return { ids, mark: { at, since, seen: remember(mark.seen, fresh, at - overlapMs * 1000) } };
}

/** Fingerprints that are young enough to be asked for again, the newest ones if there are too many. */
export function remember(
  seen: Readonly<Record<string, string>>,
  fresh: ReadonlyMap<string, string>,
  oldest: Micros,
): Record<string, string> {
  const entries = Object.entries({ ...seen, ...Object.fromEntries(fresh) });
  const young = entries.filter(([, text]) => stampOf(text) >= oldest);
  if (young.length > MOST_SEEN) {
    young.sort(([, a], [, b]) => stampOf(b) - stampOf(a));
    young.length = MOST_SEEN;
  }
  return Object.fromEntries(young);
}

/** Where something changes all the time. */
const BUSY = [MOVES, 'sale.sale', 'stock.shipment.out'];

/** A recent date that Tryton has put on something: the server's own time, as far as it shows. */
export async function newestDate(client: TrytonClient, models: readonly string[]): Promise<Micros> {
  const busy = models.filter((model) => BUSY.includes(model));
  let newest = 0;
  for (const model of busy.length > 0 ? busy : models) {
    for (const date of ['write_date', 'create_date']) {
      const order = [
        [date, 'DESC NULLS LAST'],
        ['id', 'DESC'],
      ] as const;
      const rows = await client.search(model, [], [date], { limit: 1, order });
      newest = Math.max(newest, newestStamp(rows[0]));
    }
  }
  return newest;
}
