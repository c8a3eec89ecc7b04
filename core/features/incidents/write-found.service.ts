import type { AppContext } from '../context.ts';
import { publishChanges } from '../journal/index.ts';
import {
  endActive,
  endIncidents,
  findKnown,
  insertEvents,
  insertIncidents,
  type NewEvent,
  updateFound,
  writeParents,
} from './incidents.queries.ts';
import type { KnownIncident, Reconciled } from './reconcile.ts';
import { causeKey, type SharedCause } from './shared-cause.ts';

/** Who finds incidents. */
export const DETECTOR = 'vigie';

/** Writes what was found in one transaction; nothing is written when nothing changed. */
export async function writeFound(
  ctx: AppContext,
  found: Reconciled,
  { causes, now }: { causes: readonly SharedCause[] | null; now: number },
): Promise<void> {
  const { opened, changed, closed, over } = found;
  await ctx.db.write(async (trx, tools) => {
    const ids = await insertIncidents(trx, tools, opened, now);
    await updateFound(trx, tools, changed, now);
    const ended = closed.map(({ incident: { id }, resolution }) => ({
      id,
      state: 'resolved' as const,
      resolution,
      active: null,
    }));
    await endIncidents(trx, tools, ended, now);
    await endActive(
      trx,
      over.map(({ id }) => id),
    );
    const moves = causes ? movesInto(causes, await findKnown(trx)) : [];
    await writeParents(trx, tools, moves);
    await insertEvents(tools, eventsOf(found, ids, moves), { actor: DETECTOR, at: now });
  });
  await publishChanges(ctx, [{ type: 'incidents.changed' }]);
}

/** True when writing it would change anything. */
export function isNews(
  { opened, changed, closed, over }: Reconciled,
  causes: readonly SharedCause[] | null,
  known: readonly KnownIncident[],
): boolean {
  if (opened.length + changed.length + closed.length + over.length > 0) return true;
  return causes !== null && movesInto(causes, known).length > 0;
}

/** Which incidents go into which shared cause, and which are on their own again. What people have merged stays. */
export function movesInto(
  causes: readonly SharedCause[],
  known: readonly KnownIncident[],
): [id: number, parentId: number | null][] {
  const parents = new Map(
    known.filter(({ entity }) => entity === 'cause').map(({ id, key }) => [key, id] as const),
  );
  const parentIds = new Set(parents.values());
  const wanted = new Map(
    causes.flatMap((cause) => {
      const parentId = parents.get(causeKey(cause));
      return parentId === undefined ? [] : cause.members.map((member) => [member, parentId] as const);
    }),
  );
  return known.flatMap(({ id, entity, key, parentId }): [number, number | null][] => {
    if (entity !== 'shipment') return [];
    const merged = parentId !== null && !parentIds.has(parentId);
    const parent = wanted.get(key) ?? null;
    return merged || parent === parentId ? [] : [[id, parent]];
  });
}

function eventsOf(
  { opened, changed, closed }: Reconciled,
  ids: ReadonlyMap<string, number>,
  moves: readonly (readonly [id: number, parentId: number | null])[],
): NewEvent[] {
  return [
    ...opened.flatMap(({ entity, key, kind }) => {
      const incidentId = ids.get(`${entity}:${key}`);
      return incidentId === undefined ? [] : [{ incidentId, kind: 'detected', detail: kind }];
    }),
    ...changed.flatMap(({ incident, events }) =>
      events.map((event) => ({ incidentId: incident.id, ...event })),
    ),
    ...closed.map(({ incident, resolution }) => ({
      incidentId: incident.id,
      kind: 'resolved',
      detail: resolution,
    })),
    ...moves.map(([incidentId, parentId]) => ({
      incidentId,
      kind: 'grouped',
      detail: parentId === null ? null : String(parentId),
    })),
  ];
}
