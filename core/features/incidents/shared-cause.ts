import type { CauseKind, IncidentKind } from '../../contract/incidents.ts';
import { distanceMetres, type Point } from '../../kernel/geo.ts';
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
const CELL_DEGREES = 0.25;
const LEAST_PLACES = 3;

interface Group {
  kind: CauseKind;
  key: string;
  units: Set<CauseUnit>;
  troubled: number;
  area: SharedCause['area'];
  /** Of an area: the cells it is made of. */
  cells?: readonly Cell[];
}

interface Counts {
  troubled: number;
  total: number;
}

/**
 * The few things that explain many troubles, each told apart from chance by a test against everything outside it
 * that allows for how much its like differ anyway. The best
 * explanation is taken first, and its shipments are then out of the others' counts: one hub is not told as ten lanes as well.
 */
export function findSharedCauses(units: readonly CauseUnit[], limits: CauseLimits): SharedCause[] {
  return TROUBLE_FAMILIES.flatMap((family) => causesOf(family, units, limits));
}

function causesOf(family: TroubleFamily, units: readonly CauseUnit[], limits: CauseLimits): SharedCause[] {
  const causes: SharedCause[] = [];
  const network = new CauseGroups(family, units);
  while (causes.length < MOST_CAUSES) {
    const cells = network.cells();
    const groups = [...network.groups(), ...areasOf(cells, limits.leastChildren)];
    const all = network.counts();
    const best = bestOf(groups, { all, spreads: spreadsOf(groups, cells), family }, limits);
    if (!best) break;
    causes.push(toCause(best, family, all));
    network.remove([...best.units]);
  }
  return causes;
}

const DIMENSIONS = ['hub', 'carrier', 'facility', 'lane'] as const;

interface Cell extends Group, Point {}

/** Shipments by what they have in common; what is explained is taken out again. */
class CauseGroups {
  readonly #groups = new Map<string, Group>();
  readonly #cells = new Map<string, Cell>();
  readonly #counts: Counts = { troubled: 0, total: 0 };

  readonly #family: TroubleFamily;

  constructor(family: TroubleFamily, units: readonly CauseUnit[]) {
    this.#family = family;
    for (const unit of units) this.#add(unit);
  }

  groups(): Iterable<Group> {
    return this.#groups.values();
  }

  cells(): Cell[] {
    return [...this.#cells.values()];
  }

  counts(): Counts {
    return { ...this.#counts };
  }

  remove(units: readonly CauseUnit[]): void {
    for (const unit of units) {
      const own = DIMENSIONS.map((kind) => this.#groups.get(`${kind}:${unit[kind]}`));
      for (const group of [...own, this.#cells.get(cellOf(unit)?.key ?? '')]) {
        if (group?.units.delete(unit) && this.#isHit(unit)) group.troubled--;
      }
      this.#counts.total--;
      if (this.#isHit(unit)) this.#counts.troubled--;
    }
  }

  #isHit({ trouble }: CauseUnit): boolean {
    return trouble === this.#family;
  }

  #put(group: Group, unit: CauseUnit): void {
    group.units.add(unit);
    if (this.#isHit(unit)) group.troubled++;
  }

  #add(unit: CauseUnit): void {
    for (const kind of DIMENSIONS) {
      const key = unit[kind];
      if (key === null) continue;
      const name = `${kind}:${key}`;
      const group = this.#groups.get(name) ?? { kind, key, units: new Set(), troubled: 0, area: null };
      this.#groups.set(name, group);
      this.#put(group, unit);
    }
    const place = cellOf(unit);
    if (place) {
      const cell = this.#cells.get(place.key) ?? {
        ...place,
        kind: 'area',
        units: new Set(),
        troubled: 0,
        area: null,
      };
      this.#cells.set(place.key, cell);
      this.#put(cell, unit);
    }
    this.#counts.total++;
    if (this.#isHit(unit)) this.#counts.troubled++;
  }
}

function cellOf({ point }: CauseUnit): ({ key: string } & Point) | null {
  if (!point) return null;
  const latitude = Math.round(point.latitude / CELL_DEGREES) * CELL_DEGREES;
  const longitude = Math.round(point.longitude / CELL_DEGREES) * CELL_DEGREES;
  return { key: `${latitude},${longitude}`, latitude, longitude };
}

/** How much groups of each kind differ; areas are told from cells. */
function spreadsOf(groups: readonly Group[], cells: readonly Cell[]): Map<CauseKind, GroupSpread> {
  const spreads = new Map<CauseKind, GroupSpread>();
  for (const group of [...groups.filter(({ kind }) => kind !== 'area'), ...cells]) {
    const spread = spreads.get(group.kind) ?? new GroupSpread();
    spreads.set(group.kind, spread);
    spread.add(group.troubled, group.units.size);
  }
  return spreads;
}

/** How much the others of its kind differ from one another. */
function spreadOutside(group: Group, spreads: ReadonlyMap<CauseKind, GroupSpread>): number {
  const all = spreads.get(group.kind);
  if (!all) return 0;
  const own = group.cells ?? [group];
  for (const part of own) all.add(part.troubled, part.units.size, -1);
  const spread = all.spread();
  for (const part of own) all.add(part.troubled, part.units.size);
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
  let best: Group | null = null;
  let bestScore = 0;
  for (const group of groups) {
    const known = limits.known.has(causeKey({ ...group, family }));
    const total = group.units.size;
    if (group.troubled < (known ? limits.leastChildren / 2 : limits.leastChildren)) continue;
    const usual = usualShare(group, all);
    if (group.troubled / total < usual * (known ? KNOWN_LIFT : LEAST_LIFT)) continue;
    const chance = limits.chance / groups.length;
    if (!known && excessTail(total, group.troubled, usual, spreadOutside(group, spreads)) > chance) continue;
    const margin = group.kind === 'area' ? AREA_MARGIN : 1;
    const score = likelihoodRatio(group.troubled, total, all.troubled, all.total) / margin;
    if (score > bestScore) [best, bestScore] = [group, score];
  }
  return best;
}

/** Share in trouble outside the group; never quite nothing, so that a quiet network does not make chance look impossible. */
function usualShare(group: Group, all: Counts): number {
  return (all.troubled - group.troubled + 0.5) / (all.total - group.units.size + 10);
}

function toCause(group: Group, family: TroubleFamily, all: Counts): SharedCause {
  return {
    kind: group.kind,
    family,
    key: group.key,
    members: [...group.units].filter(({ trouble }) => trouble === family).map(({ key }) => key),
    total: group.units.size,
    share: group.troubled / group.units.size,
    usualShare: usualShare(group, all),
    area: group.area,
  };
}

/** Circles around places with trouble, of a few sizes: bad weather knows neither hubs nor carriers. */
function areasOf(cells: readonly Cell[], leastChildren: number): Group[] {
  const troubled = cells.filter((cell) => cell.troubled > 0);
  const groups: Group[] = [];
  for (const centre of troubled) {
    if (centre.troubled < Math.max(2, leastChildren / 4)) continue;
    for (const radiusMetres of RADII_METRES) {
      const near = cells.filter((cell) => distanceMetres(centre, cell) <= radiusMetres);
      const hit = near.filter((cell) => cell.troubled > 0);
      const count = hit.reduce((sum, cell) => sum + cell.troubled, 0);
      if (hit.length < LEAST_PLACES || count < leastChildren / 2) continue;
      const { latitude, longitude } = centre;
      groups.push({
        kind: 'area',
        key: `${latitude.toFixed(2)},${longitude.toFixed(2)}`,
        units: new Set(near.flatMap((cell) => [...cell.units])),
        troubled: count,
        area: { latitude, longitude, radiusMetres },
        cells: near,
      });
    }
  }
  return groups;
}
