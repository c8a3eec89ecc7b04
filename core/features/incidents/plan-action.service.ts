import {
  type DraftMessage,
  OPTION_KINDS,
  type OptionKind,
  type OptionView,
} from '../../contract/incidents.ts';
import type { AppContext } from '../context.ts';
import { findMessengers } from '../customer-messages/index.ts';
import { notFound } from '../procedures.ts';
import { type ExtraStop, feedsOfTour } from '../routes/index.ts';
import { findActable } from './act.queries.ts';
import { isOver } from './incident-states.ts';
import { findIncidents, type IncidentTableRow } from './incidents.queries.ts';
import { gatherOptions, needsOf } from './options/gather.service.ts';
import { rankedWays, workOut } from './options/index.ts';
import type { OptionFacts, Way } from './options/option-facts.ts';

export interface Refused {
  id: number;
  key: string;
  code: string;
  reason: string;
}

/** What is to be done about one incident. */
export interface PlannedAction {
  row: IncidentTableRow;
  facts: OptionFacts;
  way: Way;
}

/** At most so many of a shared cause are worked out to show what an option comes to. */
const SAMPLE = 40;

/**
 * The ways out of an incident, of these kinds, best first; of a shared cause, what they come to for those inside.
 * @throws NOT_FOUND
 */
export async function showOptions(
  ctx: AppContext,
  id: number,
  kinds: readonly OptionKind[] = OPTION_KINDS,
): Promise<OptionView[]> {
  const [incident] = await findIncidents(ctx.db.read, [id]);
  if (!incident) throw notFound('incident', String(id));
  if (incident.entity !== 'cause') {
    const [facts] = await gatherOptions(ctx, [incident], needsOf(kinds));
    return facts ? rankedWays(facts, kinds) : [];
  }
  const inside = await findActable(ctx.db.read, [id]);
  const sample = inside.slice(0, SAMPLE);
  const facts = await gatherOptions(ctx, sample, needsOf(kinds));
  const views = Map.groupBy(
    facts.flatMap((own) => rankedWays(own, kinds)),
    ({ kind }) => kind,
  );
  return [...views.values()]
    .map((own) => together(own, { sample: sample.length, inside: inside.length }))
    .sort((a, b) => a.scoreMinor - b.scoreMinor);
}

/** One option over many incidents: money added up and scaled to all inside, times at their latest. */
function together(
  own: readonly OptionView[],
  { sample, inside }: { sample: number; inside: number },
): OptionView {
  const first = own[0] as OptionView;
  const scale = inside / Math.max(1, sample);
  const sum = (of: (view: OptionView) => number) =>
    Math.round(own.reduce((total, view) => total + of(view), 0) * scale);
  const latest = (of: (view: OptionView) => number | null) => {
    const times = own.map(of).filter((at) => at !== null);
    return times.length > 0 ? Math.max(...times) : null;
  };
  const fits = Math.round(own.length * scale);
  // Those for whom it is no way out still cost what waiting for nothing costs.
  const left = Math.round(
    ((sample - own.length) / Math.max(1, own.length)) * sum(({ scoreMinor }) => scoreMinor),
  );
  return {
    ...first,
    costMinor: sum(({ costMinor }) => costMinor),
    marginLeftMinor: sum(({ marginLeftMinor }) => marginLeftMinor ?? 0),
    scoreMinor: sum(({ scoreMinor }) => scoreMinor) + left,
    etaP50At: latest(({ etaP50At }) => etaP50At),
    etaP90At: latest(({ etaP90At }) => etaP90At),
    keepsPromise: own.every(({ keepsPromise }) => keepsPromise === true),
    customerEffect: Math.max(...own.map(({ customerEffect }) => customerEffect)),
    reason: 'together',
    values: { incidents: fits, of: inside },
    reservations: [],
    takes: [],
  };
}

/** What an option does about each incident now, and for which of them it is none. Nothing is written. */
export async function planActions(
  ctx: AppContext,
  ids: readonly number[],
  option: OptionKind,
): Promise<{ planned: PlannedAction[]; refused: Refused[] }> {
  const rows = await findActable(ctx.db.read, [...new Set(ids)]);
  const refused: Refused[] = [];
  const open = rows.filter((row) => {
    if (!isOver(row)) return true;
    refused.push(refusal(row, 'notOpen', `${row.entity_key} is closed.`));
    return false;
  });
  const facts = await gatherOptions(ctx, open, needsOf([option]));
  const planned = facts.flatMap((own, index): PlannedAction[] => {
    const row = open[index] as IncidentTableRow;
    const way = workOut(option, own);
    if (way) return [{ row, facts: own, way }];
    refused.push(refusal(row, 'noWayOut', `This is no way out for ${row.entity_key}.`));
    return [];
  });
  return { planned, refused };
}

export function refusal(row: IncidentTableRow, code: string, reason: string): Refused {
  return { id: row.id, key: row.entity_key, code, reason };
}

/** Exactly what applying would write and send. */
export async function previewOption(ctx: AppContext, ids: readonly number[], option: OptionKind) {
  const [{ planned, refused }, messengers] = await Promise.all([
    planActions(ctx, ids, option),
    findMessengers(ctx.db.read),
  ]);
  const messages = planned.flatMap(({ row, way }) =>
    way.effect.messages.map((message): DraftMessage & { incidentId: number } => ({
      ...message,
      feed: messengers.get(message.kind)?.name ?? null,
      incidentId: row.id,
    })),
  );
  const tours = planned.flatMap(({ way }) => way.effect.tour ?? []);
  return {
    incidents: planned.length,
    costMinor: planned.reduce((sum, { way }) => sum + way.costMinor, 0),
    currency: planned[0]?.facts.currency ?? 'EUR',
    messages,
    reservations: planned.flatMap(({ way }) => way.reservations),
    tours: await Promise.all(tours.map((tour) => describeTour(ctx, tour))),
    refused,
    undo: undoOf(option, {
      sends: messages.some(({ feed }) => feed !== null),
      leaves: tours.some(({ published }) => published !== null),
    }),
  };
}

const UNDO: Readonly<Record<OptionKind, string>> = {
  wait: 'anytime',
  chaseCarrier: 'anytime',
  upgradeService: 'beforeShipping',
  reship: 'beforeRelease',
  redirect: 'anytime',
  rerouteTour: 'beforePublishing',
  split: 'beforeRelease',
  substitute: 'beforeRelease',
  backOrder: 'beforeRelease',
  refund: 'beforePayment',
  returnToSender: 'beforeReturn',
  claim: 'anytime',
};

async function describeTour(ctx: AppContext, tour: ExtraStop) {
  const { plan, route, moved, movedMs, published } = tour;
  return {
    plan,
    route,
    moved,
    movedMinutes: Math.ceil(movedMs / 60_000),
    published: published !== null,
    feeds: await feedsOfTour(ctx, tour),
  };
}

/** Until when it can be taken back: a message that has been sent stays sent. */
function undoOf(option: OptionKind, { sends, leaves }: { sends: boolean; leaves: boolean }): string {
  if (sends) return 'beforeSending';
  return leaves ? 'beforeLeaving' : UNDO[option];
}
