import type { Command } from '../journal/index.ts';
import type { StoredPlan } from './plan-views.ts';
import { type Eta, findEtas, keepEtasBefore, writeEtas } from './publish.queries.ts';

/**
 * After a change of published tours: what is on them is expected when they now come, what is off them as before.
 * @param kept ETAs before the publication, by stop: they are kept on, and those of new stops come to them
 * @returns the ETAs that were written
 */
export async function moveEtas(
  command: Command,
  { row, plan, times }: StoredPlan,
  { kept, latest }: { kept: ReadonlyMap<number, Eta>; latest: ReadonlyMap<number, number> },
): Promise<Eta[]> {
  const stops = plan.stops.flatMap((stop) =>
    stop.shipmentId === null ? [] : [{ stop, shipmentId: stop.shipmentId }],
  );
  const found = await findEtas(
    command.trx,
    stops.map(({ shipmentId }) => shipmentId),
  );
  const now = new Map(found.map((eta) => [eta.id, eta]));
  const etas: Eta[] = [];
  const before: { stop: (typeof stops)[number]['stop']; before: Eta }[] = [];
  for (const { stop, shipmentId } of stops) {
    const current = now.get(shipmentId);
    const etaAt = times.get(stop.number)?.etaAt ?? null;
    const earlier = kept.get(stop.number);
    if (!current) continue;
    if (etaAt === null) {
      if (earlier) etas.push(earlier);
      continue;
    }
    before.push({ stop, before: earlier ?? current });
    etas.push({ ...current, p50At: etaAt, p90At: Math.max(etaAt, latest.get(stop.number) ?? etaAt) });
  }
  const changed = etas.filter((eta) => {
    const current = now.get(eta.id);
    return current?.p50At !== eta.p50At || current?.p90At !== eta.p90At;
  });
  await writeEtas(command.trx, command, changed, command.at);
  await keepEtasBefore(command, row.id, before);
  return changed;
}
