import type { RawItem } from '../../../connector.ts';
import { openClient, type TrytonTools } from '../client.ts';
import { readDocuments } from './documents.ts';
import { documentKind, MOVES, POSITIONS, wantedKinds } from './models.ts';
import { newestDate, stampRows } from './poll.ts';
import { readPositions, readWarehouses } from './positions.ts';
import { rootOf } from './pull.ts';

export interface SnapshotPage {
  kind: string;
  items: RawItem[];
  complete: boolean;
}

/** Everything that Tryton has now, kind by kind, for a full comparison. */
export async function* snapshotTryton(tools: TrytonTools): AsyncGenerator<SnapshotPage> {
  const client = openClient(tools);
  const { pageSize } = tools.options;
  for (const kind of wantedKinds(tools.options)) {
    const model = rootOf(kind);
    if (await client.has(model)) {
      const read = kind === POSITIONS ? await positionReader(tools) : readDocumentsOf(kind);
      for await (const rows of stampRows(client, model, documentKind(model).domain, pageSize)) {
        yield { kind, items: await read(rows.map((row) => Number(row.id))), complete: false };
      }
    }
    yield { kind, items: [], complete: true };
  }

  function readDocumentsOf(model: string) {
    return async (ids: number[]) =>
      (await readDocuments(client, model, ids)).items.filter((item) => !item.deleted);
  }
}

/** Stock of nothing is told where we once heard of some: it is 0 then, and not gone. */
async function positionReader(tools: TrytonTools): Promise<(ids: number[]) => Promise<RawItem[]>> {
  const client = openClient(tools);
  const told = new Set<string>();
  for await (const { key } of tools.known(POSITIONS)) told.add(key);
  const version = Math.floor((await newestDate(client, [MOVES])) / 1000) || null;
  const warehouses = await readWarehouses(client);
  return async (ids) => {
    const items: RawItem[] = [];
    for (const warehouse of warehouses) {
      const isTold = (id: number) => told.has(`${id}@${warehouse.id}`);
      items.push(...(await readPositions(client, warehouse, ids, version, isTold)));
    }
    return items;
  };
}
