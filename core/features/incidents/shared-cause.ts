import type { CauseKind, IncidentKind } from '../../contract/incidents.ts';
import { distanceMetres, type Point } from '../../kernel/geo.ts';
import { CauseGroups, type Cell, type Counts, type Group, GroupedUnits } from './cause-groups.ts';
import { excessTail, GroupSpread, likelihoodRatio } from './chance.ts';

/** What goes missing and what is held have causes of their own: a lost truck does not show among many delays. */
export const TROUBLE_FAMILIES = ['held', 'gone'] as const;
export type TroubleFamily = (typeof TROUBLE_FAMILIES)[number];

/** A shipment under way, in trouble or not, with what it may have in common with others. */
export interface CauseUnit {
  key: string;
  trouble: TroubleFamily | null;
  hub: string | null;
  carrier: string | null;
  facility: string | null;
  lane: string | null;
  point: Point | null;
}

/** Something that explains why these are in trouble. */
export interface SharedCause {
  kind: CauseKind;
  family: TroubleFamily;
  /** `hub`: city and country; `area`: its centre, rounded. */
  key: string;
  /** As somebody called it who drew it on the map. */
  name?: string;
  members: string[];
  total: number;
  share: number;
  usualShare: number;
  area: { latitude: number; longitude: number; radiusMetres: number } | null;
}

/** What a shared cause is known by: `hub:Lyon|FR`. */
export function causeKey({ kind, key, family }: Pick<SharedCause, 'kind' | 'key' | 'family'>): string {
  return family === 'held' ? `${kind}:${key}` : `${kind}:${key}:${family}`;
}

export interface CauseLimits {
  leastChildren: number;
  /** How unlikely it must be that chance alone did it, over everything that was looked at. */
  chance: number;
  /** Causes known already: they stay while they explain at least half as much. */
  known: ReadonlySet<string>;
}

export const CAUSE_INCIDENTS: Readonly<Record<CauseKind, IncidentKind>> = {
  hub: 'hubOutage',
  carrier: 'carrierOutage',
  facility: 'facilityOutage',
  lane: 'laneTrouble',
  area: 'areaTrouble',
};

const LEAST_LIFT = 2;
const KNOWN_LIFT = 1.4;
const MOST_CAUSES = 50;
/** A circle on the map must explain so much more than the best single thing: places are close to each other anyway. */
const AREA_MARGIN = 1.25;
const RADII_METRES = [80_000, 160_000, 320_000];
const LEAST_PLACES = 3;

/**
 * The few things that explain many troubles, each told apart from chance by a test against everything outside it
 * that allows for how much its like differ anyway. The best
 * explanation is taken first, and its shipments are then out of the others' counts: one hub is not told as ten lanes as well.
 */
export function findSharedCauses(units: readonly CauseUnit[], limits: CauseLimits): SharedCause[] {
  const kept = new GroupedUnits(units);
  return TROUBLE_FAMILIES.flatMap((family) => causesOf(family, kept, limits));
}

function causesOf(family: TroubleFamily, kept: GroupedUnits, limits: CauseLimits): SharedCause[] {
  const causes: SharedCause[] = [];
  if (kept.units.filter(({ trouble }) => trouble === family).length < limits.leastChildren) return [];
  const network = new CauseGroups(family, kept);
  const circles = circlesAround(network.cells);
  while (causes.length < MOST_CAUSES) {
    const { cells, counts: all } = network;
    const groups = [...network.groups, ...areasOf(circles, limits.leastChildren)];
    const best = bestOf(groups, { all, spreads: spreadsOf(groups, cells), family }, limits);
    if (!best) break;
    causes.push(toCause(best, network.remove(best), { family, all }));
  }
  return causes;
}

/** How much groups of each kind differ; areas are told from cells. */
function spreadsOf(groups: readonly Group[], cells: readonly Cell[]): Map<CauseKind, GroupSpread> {
  const spreads = new Map<CauseKind, GroupSpread>();
  for (const group of [...groups.filter(({ kind }) => kind !== 'area'), ...cells]) {
    const spread = spreads.get(group.kind) ?? new GroupSpread();
    spreads.set(group.kind, spread);
    spread.add(group.troubled, group.total);
  }
  return spreads;
}

/** How much the others of its kind differ from one another. */
function spreadOutside(group: Group, spreads: ReadonlyMap<CauseKind, GroupSpread>): number {
  const all = spreads.get(group.kind);
  if (!all) return 0;
  const own = group.cells ?? [group];
  for (const part of own) all.add(part.troubled, part.total, -1);
  const spread = all.spread();
  for (const part of own) all.add(part.troubled, part.total);
  return spread;
}

function bestOf(
  groups: readonly Group[],
  {
    all,
    spreads,
    family,
  }: { all: Counts; spreads: ReadonlyMap<CauseKind, GroupSpread>; family: TroubleFamily },
  limits: CauseLimits,
): Group | null {
  const isKnown = (group: Group) => limits.known.has(causeKey({ ...group, family }));
  const likely = groups.filter((group) => {
    const known = isKnown(group);
    const usual = usualShare(group, all);
    const least = known ? limits.leastChildren / 2 : limits.leastChildren;
    return (
      group.troubled >= least && group.troubled / group.total >= usual * (known ? KNOWN_LIFT : LEAST_LIFT)
    );
  });
  const scored = likely.map((group) => ({ group, score: scoreOf(group, all) }));
  scored.sort((a, b) => b.score - a.score);
  const chance = limits.chance / Math.max(1, groups.length);
  const unlikely = (group: Group) =>
    excessTail(group.total, group.troubled, usualShare(group, all), spreadOutside(group, spreads)) <= chance;
  return scored.find(({ group, score }) => score > 0 && (isKnown(group) || unlikely(group)))?.group ?? null;
}

/** How much of all that is wrong the group explains. */
function scoreOf({ kind, troubled, total }: Group, all: Counts): number {
  const margin = kind === 'area' ? AREA_MARGIN : 1;
  return likelihoodRatio(troubled, total, all.troubled, all.total) / margin;
}

/** Share in trouble outside the group; never quite nothing, so that a quiet network does not make chance look impossible. */
function usualShare(group: Group, all: Counts): number {
  return (all.troubled - group.troubled + 0.5) / (all.total - group.total + 10);
}

function toCause(
  group: Group,
  members: readonly CauseUnit[],
  { family, all }: { family: TroubleFamily; all: Counts },
): SharedCause {
  return {
    kind: group.kind,
    family,
    key: group.key,
    members: members.filter(({ trouble }) => trouble === family).map(({ key }) => key),
    total: group.total,
    share: group.troubled / group.total,
    usualShare: usualShare(group, all),
    area: group.area,
  };
}

/** Cells within some distance of one of them. */
interface Circle {
  centre: Cell;
  radiusMetres: number;
  cells: readonly Cell[];
}

const METRES_A_DEGREE = 111_195;

/** Circles around places with trouble, of a few sizes: bad weather knows neither hubs nor carriers. */
function circlesAround(cells: readonly Cell[]): Circle[] {
  const widest = Math.max(...RADII_METRES);
  return cells
    .filter(({ troubled }) => troubled >= 2)
    .flatMap((centre) => {
      const near = cells
        .filter(({ latitude }) => Math.abs(latitude - centre.latitude) * METRES_A_DEGREE <= widest)
        .map((cell) => ({ cell, away: distanceMetres(centre, cell) }));
      return RADII_METRES.map((radiusMetres) => ({
        centre,
        radiusMetres,
        cells: near.filter(({ away }) => away <= radiusMetres).map(({ cell }) => cell),
      }));
    });
}

function areasOf(circles: readonly Circle[], leastChildren: number): Group[] {
  const groups: Group[] = [];
  for (const { centre, radiusMetres, cells } of circles) {
    let total = 0;
    let troubled = 0;
    let places = 0;
    for (const cell of cells) {
      total += cell.total;
      troubled += cell.troubled;
      if (cell.troubled > 0) places++;
    }
    if (places < LEAST_PLACES || troubled < leastChildren / 2) continue;
    const { latitude, longitude } = centre;
    groups.push({
      kind: 'area',
      key: `${latitude.toFixed(2)},${longitude.toFixed(2)}`,
      total,
      troubled,
      area: { latitude, longitude, radiusMetres },
      cells,
    });
  }
  return groups;
}
