import type { TrytonClient } from '../rpc/tryton-client.ts';
import type { TrytonCursor } from './cursor.ts';
import { DOCUMENTS, documentKind } from './models.ts';

const PAGE = 5000;

/**
 * Compares what is still under way in Tryton with what was under way when it was last read, without any dates. Finds what
 * was deleted, and whatever else slipped through. @returns ids to read again, by model
 */
export async function sweepOpen(
  client: TrytonClient,
  open: TrytonCursor['open'],
  models: readonly string[],
): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>();
  for (const { model, openStates } of DOCUMENTS) {
    if (!openStates || !models.includes(model) || !(await client.has(model))) continue;
    const known = open[model] ?? {};
    const there = await statesOf(client, model, openStates);
    const ids = Object.keys(known).filter((id) => !there.has(id));
    for (const [id, state] of there) if (known[id] !== state) ids.push(id);
    if (ids.length > 0) found.set(model, ids.map(Number));
  }
  return found;
}

async function statesOf(
  client: TrytonClient,
  model: string,
  openStates: readonly string[],
): Promise<Map<string, string>> {
  const states = new Map<string, string>();
  for (let last = 0; ; ) {
    const domain = [
      ['state', 'in', openStates],
      ['id', '>', last],
    ];
    const rows = await client.search(model, domain, ['state'], { limit: PAGE });
    for (const row of rows) states.set(String(row.id), String(row.state));
    if (rows.length < PAGE) return states;
    last = Number(rows.at(-1)?.id);
  }
}

/** Notes which of the documents just read are under way. */
export function noteStates(
  open: TrytonCursor['open'],
  model: string,
  ids: readonly number[],
  states: ReadonlyMap<number, string>,
): void {
  const { openStates } = documentKind(model);
  if (!openStates) return;
  const known = open[model] ?? {};
  for (const id of ids) {
    const state = states.get(id);
    if (state !== undefined && openStates.includes(state)) known[id] = state;
    else delete known[id];
  }
  open[model] = known;
}
