import type { MessageKind } from '../../contract/feed-records.ts';
import type { PlannedStopView, RoutePlanDetail } from '../../contract/routes.ts';
import type { NewMessage } from '../outbox/index.ts';

/** Which feed owns what a stop serves, and how it calls it. */
export interface StopOwner {
  reference: string;
  feedId: number;
  upstream: string | null;
}

export type PlanMessageKind = Extract<MessageKind, 'routePlan.publish' | 'routePlan.unpublish'>;

/**
 * What the owners of a plan's shipments and orders are told: one message a feed, with its own stops only. Messages about all versions
 * of a plan keep their order.
 */
export function planMessages(
  plan: RoutePlanDetail,
  owners: readonly StopOwner[],
  { kind, commandId }: { kind: PlanMessageKind; commandId: string },
): NewMessage[] {
  const stops = new Map(plan.stops.map((stop) => [stop.number, stop]));
  return [...Map.groupBy(owners, ({ feedId }) => feedId)].flatMap(([feedId, own]) => {
    const upstream = new Map(own.map((owner) => [owner.reference, owner.upstream]));
    const routes = plan.routes
      .map((route) => ({
        route: route.number,
        vehicle: route.vehicleName,
        depot: route.depot,
        driver: route.driver,
        leavesAt: iso(route.leavesAt),
        returnsAt: iso(route.returnsAt),
        stops: route.stops.flatMap((number) => {
          const stop = stops.get(number);
          if (!stop || !isOwnable(stop) || !upstream.has(stop.reference)) return [];
          return [stopOf(stop, upstream.get(stop.reference) ?? null)];
        }),
      }))
      .filter((route) => route.stops.length > 0);
    if (routes.length === 0) return [];
    const { id, series, version, name, day, timeZone } = plan;
    return {
      feedId,
      kind,
      subject: `routePlan:${series}`,
      idempotencyKey: `${kind}:${feedId}:${id}:${commandId}`,
      payload: { plan: { id, series, version, name, day, timeZone }, routes },
    };
  });
}

/** Shipments, and what orders have released; transfers and returns are nobody else's plan. */
export function isOwnable({ kind }: Pick<PlannedStopView, 'kind'>): boolean {
  return kind === 'delivery';
}

function stopOf(stop: PlannedStopView, upstream: string | null) {
  const { reference, position, etaAt, departsAt, name } = stop;
  return {
    position: (position ?? 0) + 1,
    reference,
    upstream,
    name,
    etaAt: iso(etaAt),
    leavesAt: iso(departsAt),
  };
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
