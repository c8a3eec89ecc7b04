import type { OrderCondition, Rule, RuleDocument, RuleKind, RuleOf } from '../../contract/rules.ts';
import type { Siting } from '../../solvers/sourcing/index.ts';
import { type WorkingTime, workingTime } from './calendar.ts';
import { fitsFacility, fitsOrder, isOneOf } from './conditions.ts';
import type { FacilityFacts, OrderFacts, RejectionFacts } from './facts.ts';
import { type Avoidance, isSitingRule, SitingBook } from './siting.ts';
import { turnsByWeight } from './turns.ts';

const HOUR_MS = 3_600_000;
/** How long a facility is avoided when no rule says so: by the order that it rejected, for as long as others can serve. */
const AVOID_HOURS = 24;

/** What the rules say of one order. */
export interface OrderRules {
  siting: number | undefined;
  maxShipments: number | undefined;
  stockClass: number | undefined;
  priority: number;
  weight: number;
  turn: number | undefined;
  /** Least margin in per cent of the price. */
  marginPercent: number | undefined;
}

export interface CapacityRule {
  ordersADay: number | null;
  unitsADay: number | null;
}

/** A rule set, applied to the orders and facilities of one run. Pure data and look-ups. */
export interface CompiledRules {
  /** Names by the index of a rule; the last, empty one stands for a rejection that no rule speaks of. */
  readonly ruleNames: readonly string[];
  readonly sitings: readonly Siting[];
  readonly fairShares: readonly RuleOf<'fairShare'>[];
  order(orderId: number): OrderRules;
  /** Name of the rule that keeps a facility from serving an order; null without one. */
  excluded(orderId: number, facilityId: number): string | null;
  /** Name of the rule that leaves the facility for what no other can serve; null without one. */
  lastResort(orderId: number, facilityId: number): string | null;
  softPriceMinor(orderId: number, facilityId: number): number;
  readonly stockClasses: number;
  /** The rules that keep stock back from orders of a class. */
  rulesOfClass(stockClass: number): readonly RuleOf<'keepBack'>[];
  /** Units of a position that orders of a class must leave there. */
  keptBack(stockClass: number, position: StockPlace): number;
  capacity(facilityId: number): CapacityRule | null;
  working(facilityId: number): WorkingTime | null;
  /** Whether a facility is avoided for a product by everybody, because it was rejected there. */
  avoided(productId: number, facilityId: number): boolean;
}

export interface StockPlace {
  facilityId: number;
  category: string | null;
  onHand: number;
}

/** Applies a rule set to orders and facilities at an instant. */
export function compileRules(
  document: RuleDocument,
  orders: readonly OrderFacts[],
  facilities: readonly FacilityFacts[],
  now: number,
  rejections: readonly RejectionFacts[] = [],
): CompiledRules {
  return new Compiler(document, facilities, now).compile(orders, rejections);
}

class Compiler {
  private readonly document: RuleDocument;
  private readonly rules: readonly Rule[];
  private readonly facilities: readonly FacilityFacts[];
  private readonly now: number;
  private readonly book: SitingBook;
  private readonly siting: { rule: Extract<Rule, { when: unknown }>; index: number }[];
  private readonly classes = new Map<string, number>();
  private readonly lists = new Map<RuleKind, Rule[]>();

  constructor(document: RuleDocument, facilities: readonly FacilityFacts[], now: number) {
    this.document = document;
    this.rules = document.rules;
    for (const rule of this.rules) {
      if (rule.enabled) this.lists.set(rule.kind, [...(this.lists.get(rule.kind) ?? []), rule]);
    }
    this.facilities = facilities;
    this.now = now;
    const siting = document.rules.flatMap((rule, index) =>
      rule.enabled && isSitingRule(rule) ? [{ rule, index }] : [],
    );
    this.siting = siting;
    this.book = new SitingBook(siting, facilities);
  }

  compile(orders: readonly OrderFacts[], rejections: readonly RejectionFacts[]): CompiledRules {
    const avoidances = this.avoidances(rejections);
    const byOrder = new Map<number, OrderRules>();
    for (const order of orders) byOrder.set(order.id, this.orderRules(order, avoidances.get(order.id) ?? []));
    if (this.document.priorityMode === 'weight') this.setTurns(orders, byOrder);
    return new Compiled({
      byOrder,
      facilities: this.facilities,
      ruleNames: [...this.rules.map(({ name }) => name), ''],
      sitings: this.book.sitings,
      keepBack: this.of('keepBack'),
      classes: [...this.classes.keys()].map((key) => key.split(',').map(Number)),
      capacity: this.of('capacity'),
      calendar: this.of('calendar'),
      fairShares: this.of('fairShare'),
      avoidedPlaces: this.avoidedPlaces(rejections),
    });
  }

  private of<K extends RuleKind>(kind: K): RuleOf<K>[] {
    return (this.lists.get(kind) ?? []) as RuleOf<K>[];
  }

  private orderRules(order: OrderFacts, avoidances: readonly Avoidance[]): OrderRules {
    const first = <R extends { when: OrderCondition }>(rules: readonly R[]) =>
      rules.find((rule) => fitsOrder(rule.when, order));
    const places = [...this.siting.keys()].filter((place) =>
      fitsOrder((this.siting[place] as { rule: Extract<Rule, { when: unknown }> }).rule.when, order),
    );
    const priority = first(this.of('priority'));
    return {
      siting: this.book.indexOf(places, avoidances),
      maxShipments: first(this.of('split'))?.maxShipments,
      stockClass: this.stockClass(order),
      priority: priority?.priority ?? order.priority,
      weight: this.document.priorityMode === 'weight' ? (priority?.weight ?? 1) : 1,
      turn: undefined,
      marginPercent: first(this.of('margin'))?.percent,
    };
  }

  private stockClass(order: OrderFacts): number | undefined {
    const applying = this.of('keepBack').flatMap((rule, i) => (isKeptFor(rule, order) ? [] : [i]));
    if (applying.length === 0) return undefined;
    const key = applying.join(',');
    const known = this.classes.get(key);
    if (known !== undefined) return known;
    this.classes.set(key, this.classes.size);
    return this.classes.size - 1;
  }

  private setTurns(orders: readonly OrderFacts[], byOrder: Map<number, OrderRules>): void {
    const ranked = orders.map((order) => {
      const { priority, weight } = byOrder.get(order.id) as OrderRules;
      return { order, priority, weight };
    });
    for (const [id, turn] of turnsByWeight(ranked)) (byOrder.get(id) as OrderRules).turn = turn;
  }

  private avoidances(rejections: readonly RejectionFacts[]): Map<number, Avoidance[]> {
    const found = new Map<number, Avoidance[]>();
    for (const rejection of rejections) {
      const avoid = this.avoid(rejection);
      const facility = this.facilities.findIndex(({ id }) => id === rejection.facilityId);
      if (!avoid || facility === -1) continue;
      const list = found.get(rejection.orderId) ?? [];
      list.push({ facility, rule: avoid.rule, hard: avoid.hard });
      found.set(rejection.orderId, list);
    }
    return found;
  }

  private avoidedPlaces(rejections: readonly RejectionFacts[]): Set<string> {
    const avoided = rejections.filter((rejection) => this.avoid(rejection)?.scope === 'product');
    return new Set(avoided.map(({ productId, facilityId }) => `${productId}@${facilityId}`));
  }

  /** How a rejection still counts, or null when it no longer does. */
  private avoid(rejection: RejectionFacts) {
    const index = this.rules.findIndex(
      (rule) =>
        rule.kind === 'avoid' &&
        rule.enabled &&
        (rule.reasons.length === 0 || rule.reasons.includes(rejection.reason)),
    );
    const rule = this.rules[index] as RuleOf<'avoid'> | undefined;
    const hours = rule?.hours ?? AVOID_HOURS;
    if (rejection.at + hours * HOUR_MS <= this.now) return null;
    const hard = rule?.strength === 'hard';
    return { rule: rule ? index : this.rules.length, hard, scope: rule?.scope ?? 'order' };
  }
}

/** Whether what a rule keeps back is kept for this order. */
export function isKeptFor(rule: RuleOf<'keepBack'>, order: OrderFacts): boolean {
  const { channels, segments } = rule;
  if (!channels?.length && !segments?.length) return false;
  return (
    isOneOf(channels?.length ? channels : undefined, order.channel) &&
    isOneOf(segments?.length ? segments : undefined, order.segment)
  );
}

interface Parts {
  byOrder: Map<number, OrderRules>;
  facilities: readonly FacilityFacts[];
  ruleNames: readonly string[];
  sitings: readonly Siting[];
  keepBack: readonly RuleOf<'keepBack'>[];
  /** For each stock class, the places of its rules in `keepBack`. */
  classes: readonly (readonly number[])[];
  capacity: readonly RuleOf<'capacity'>[];
  calendar: readonly RuleOf<'calendar'>[];
  fairShares: readonly RuleOf<'fairShare'>[];
  avoidedPlaces: ReadonlySet<string>;
}

const NOTHING_SAID: OrderRules = {
  siting: undefined,
  maxShipments: undefined,
  stockClass: undefined,
  priority: 5,
  weight: 1,
  turn: undefined,
  marginPercent: undefined,
};

class Compiled implements CompiledRules {
  private readonly parts: Parts;
  private readonly index: Map<number, number>;
  private readonly keptIn: ReadonlySet<number>[];

  constructor(parts: Parts) {
    this.parts = parts;
    this.index = new Map(parts.facilities.map(({ id }, i) => [id, i]));
    this.keptIn = parts.keepBack.map((rule) => new Set(this.fitting(rule.facilities).map(({ id }) => id)));
  }

  get ruleNames() {
    return this.parts.ruleNames;
  }

  get sitings() {
    return this.parts.sitings;
  }

  get fairShares() {
    return this.parts.fairShares;
  }

  get stockClasses() {
    return this.parts.classes.length;
  }

  order(orderId: number): OrderRules {
    return this.parts.byOrder.get(orderId) ?? NOTHING_SAID;
  }

  excluded(orderId: number, facilityId: number): string | null {
    return this.named(this.siting(orderId)?.excludedBy, facilityId);
  }

  lastResort(orderId: number, facilityId: number): string | null {
    return this.named(this.siting(orderId)?.lastResortBy, facilityId);
  }

  softPriceMinor(orderId: number, facilityId: number): number {
    return this.siting(orderId)?.priceMinor[this.index.get(facilityId) ?? -1] ?? 0;
  }

  rulesOfClass(stockClass: number): readonly RuleOf<'keepBack'>[] {
    const places = this.parts.classes[stockClass] ?? [];
    return places.map((place) => this.parts.keepBack[place] as RuleOf<'keepBack'>);
  }

  keptBack(stockClass: number, { facilityId, category, onHand }: StockPlace): number {
    let units = 0;
    for (const place of this.parts.classes[stockClass] ?? []) {
      const rule = this.parts.keepBack[place] as RuleOf<'keepBack'>;
      if (!this.keptIn[place]?.has(facilityId) || !isOneOf(rule.categories, category)) continue;
      units += Math.max(rule.units, Math.ceil((onHand * rule.percent) / 100));
    }
    return units;
  }

  capacity(facilityId: number): CapacityRule | null {
    const facility = this.facility(facilityId);
    if (!facility) return null;
    return this.parts.capacity.find((rule) => fitsFacility(rule.facilities, facility)) ?? null;
  }

  working(facilityId: number): WorkingTime | null {
    const facility = this.facility(facilityId);
    if (!facility) return null;
    return workingTime(this.parts.calendar.filter((rule) => fitsFacility(rule.facilities, facility)));
  }

  avoided(productId: number, facilityId: number): boolean {
    return this.parts.avoidedPlaces.has(`${productId}@${facilityId}`);
  }

  private fitting(condition: RuleOf<'keepBack'>['facilities']): FacilityFacts[] {
    return this.parts.facilities.filter((facility) => fitsFacility(condition, facility));
  }

  private facility(id: number): FacilityFacts | undefined {
    return this.parts.facilities[this.index.get(id) ?? -1];
  }

  private siting(orderId: number): Siting | undefined {
    return this.parts.sitings[this.order(orderId).siting ?? -1];
  }

  private named(rules: ArrayLike<number> | undefined, facilityId: number): string | null {
    const rule = rules?.[this.index.get(facilityId) ?? -1] ?? -1;
    return rule < 0 ? null : (this.parts.ruleNames[rule] ?? '');
  }
}
