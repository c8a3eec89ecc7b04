import type { IncidentDetail, OptionKind } from '../../contract/incidents.ts';
import type { AppContext } from '../context.ts';
import { notFound } from '../procedures.ts';
import {
  countWaitingForSame,
  findActions,
  findChildPlaces,
  findFacilityPlace,
  findLane,
  findScans,
  findSegments,
  findSimilar,
  findTimeline,
  findWatchers,
} from './detail.queries.ts';
import type { IncidentFacts } from './finding.ts';
import { findIncidents, type IncidentTableRow } from './incidents.queries.ts';
import { toRows } from './list.queries.ts';
import { findTeams } from './teams.queries.ts';

const HOUR_MS = 3_600_000;

/** Everything about one incident. @throws NOT_FOUND */
export async function showIncident(ctx: AppContext, id: number): Promise<IncidentDetail> {
  const { read } = ctx.db;
  const [stored] = await findIncidents(read, [id]);
  if (!stored) throw notFound('incident', String(id));
  const [rows, events, actions, watchers, similar, places, segments, waitingForSame, where] =
    await Promise.all([
      findTeams(read).then((teams) => toRows(read, [stored], { actor: ctx.actor, teams })),
      findTimeline(read, id),
      findActions(read, id),
      findWatchers(read, id),
      findSimilar(read, stored),
      findChildPlaces(read, id),
      findSegments(read, id),
      stored.order_id === null ? 0 : countWaitingForSame(read, stored.order_id),
      whereabouts(ctx, stored),
    ]);
  const facts = JSON.parse(stored.facts_json) as IncidentFacts;
  return {
    ...(rows[0] as NonNullable<(typeof rows)[0]>),
    events: events as IncidentDetail['events'],
    actions: actions as IncidentDetail['actions'],
    signs: facts.signs ?? [],
    ...where,
    waitingForSame,
    share: facts.share ?? null,
    usualShare: facts.usualShare ?? null,
    area: facts.area ?? null,
    childPlaces: places,
    segments:
      segments.length > 0 ? segments : stored.segment === null ? [] : [{ segment: stored.segment, count: 1 }],
    similar: similar.map((row) => ({
      id: row.id,
      key: row.key,
      resolvedAt: row.resolved_at ?? 0,
      resolution: row.resolution ?? '',
      option: row.option as OptionKind | null,
      hours: ((row.resolved_at ?? 0) - row.detected_at) / HOUR_MS,
    })),
    watchers,
  };
}

type Whereabouts = Pick<IncidentDetail, 'origin' | 'destination' | 'lastPlace' | 'scans'>;

async function whereabouts({ db }: AppContext, row: IncidentTableRow): Promise<Whereabouts> {
  const { latitude, longitude, place } = row;
  const lastPlace = latitude === null ? null : { name: place ?? row.entity_key, latitude, longitude };
  if (row.entity === 'shipment' && row.entity_id !== null) {
    const [lane, scans] = await Promise.all([
      findLane(db.read, row.entity_id),
      findScans(db.read, row.entity_id),
    ]);
    return {
      origin: lane?.originName
        ? { name: lane.originName, latitude: lane.originLatitude, longitude: lane.originLongitude }
        : null,
      destination: lane
        ? { name: lane.city ?? '', latitude: lane.latitude, longitude: lane.longitude }
        : null,
      lastPlace,
      scans,
    };
  }
  const facility = row.facility === null ? undefined : await findFacilityPlace(db.read, row.facility);
  return { origin: facility ?? null, destination: null, lastPlace, scans: [] };
}
