import { type Column, floatColumn, intColumn, shortColumn } from './columns.ts';
import { type LineTier, NOT_ELIGIBLE, type SourcingModel, type Tariff } from './model.ts';

export type ModelFacility = {
  /** Paid once a unit. */
  perUnit: number;
  /** Shipments and units that it can still handle; null = no limit. */
  orderCapacity: number | null;
  unitCapacity?: number | null;
};

export type ModelStock = {
  facility: number;
  product: number;
  available: number;
  unitOpportunityCost: number;
  /** By class of orders (1, 2, ...): units that its orders must leave for others. Nothing for class 0. */
  keptBack?: readonly number[];
};

export type ModelLine = {
  product: number;
  quantity: number;
  unitMargin: number;
  unitShortPenalty: number;
};

export type ModelOrder = {
  lines: readonly ModelLine[];
  maxShipments: number;
  shipComplete: boolean;
  /** Class for `keptBack`; 0 may take everything. */
  orderClass?: number;
  /** How much more a missing unit of this order hurts: multiplies its short penalties. */
  weight?: number;
};

/**
 * What a candidate costs. Rules may add to `fixed` (a soft rule, lateness), or refuse it by answering null. `perGram` prices weight as a
 * straight line, which is quick; `tariff` prices it in steps exactly, at many times the work: the sourcing of the app takes lines (see
 * `straightLineBelow`), a caller with few orders may give the steps themselves.
 */
export type CandidatePrice = { fixed: number; perGram?: number; tariff?: Tariff };

/** Asked once for every facility that holds something the order wants. */
export type CandidatePricer = (facility: number) => CandidatePrice | null;

/** Builds the model: facilities, products and stock first, then order after order. */
export class ModelBuilder {
  private readonly facilities: readonly ModelFacility[];
  private readonly stock: StockTable;
  private readonly weights: Float64Array;
  private readonly orderLines = intColumn();
  private readonly maxShipments = intColumn();
  private readonly shipComplete = intColumn();
  private readonly orderClass = intColumn();
  private readonly lineProduct = intColumn();
  private readonly lineQuantity = intColumn();
  private readonly lineValue = floatColumn();
  private readonly lineSource = intColumn();
  private readonly lineEntries = intColumn();
  private readonly tiers = new Map<number, LineTier[]>();
  private readonly orderCandidates = intColumn();
  private readonly candidateFacility = shortColumn();
  private readonly candidateFixed = floatColumn();
  private readonly candidatePerGram = floatColumn();
  private readonly candidateTariff: (Tariff | null)[] = [];
  private readonly entries = shortColumn(65_536);
  /** Of the order being added: which candidate a facility is, plus one; `NOT_ELIGIBLE` when refused; 0 when not asked yet. */
  private readonly localCandidate: Uint16Array;
  private readonly asked: number[] = [];
  private baseProfit = 0;
  private anyPerGram = false;
  private anyTariff = false;

  /** @param perGram what every gram costs from everywhere. */
  constructor(
    facilities: readonly ModelFacility[],
    productWeights: ArrayLike<number>,
    stock: Iterable<ModelStock>,
    perGram = 0,
  ) {
    if (facilities.length >= NOT_ELIGIBLE - 1) throw new RangeError('More than 65,000 facilities');
    this.facilities = facilities;
    this.weights = Float64Array.from(productWeights);
    this.stock = sortStock(facilities, this.weights, stock, perGram);
    this.localCandidate = new Uint16Array(facilities.length);
    this.orderLines.push(0);
    this.orderCandidates.push(0);
  }

  addOrder(order: ModelOrder, priceOf: CandidatePricer): void {
    this.maxShipments.push(Math.min(order.maxShipments, this.facilities.length));
    this.shipComplete.push(order.shipComplete ? 1 : 0);
    this.orderClass.push(order.orderClass ?? 0);
    for (const line of mergeLines(order)) {
      this.baseProfit -= line.penalty;
      this.addLine(line, priceOf);
    }
    for (const facility of this.asked) this.localCandidate[facility] = 0;
    this.asked.length = 0;
    this.orderLines.push(this.lineProduct.length);
    this.orderCandidates.push(this.candidateFacility.length);
  }

  build(): SourcingModel {
    const { facilities, stock } = this;
    const limit = (value: number | null | undefined) => Math.max(0, value ?? Number.POSITIVE_INFINITY);
    return {
      orderCount: this.maxShipments.length,
      facilityCount: facilities.length,
      baseProfit: this.baseProfit,
      orderLines: this.orderLines.finish(),
      maxShipments: this.maxShipments.finish(),
      shipComplete: Uint8Array.from(this.shipComplete.finish()),
      orderClass: Uint8Array.from(this.orderClass.finish()),
      lineProduct: this.lineProduct.finish(),
      lineQuantity: this.lineQuantity.finish(),
      lineValue: this.lineValue.finish(),
      lineSource: this.lineSource.finish(),
      tiers: this.tiers,
      productWeight: this.weights,
      ...stock,
      orderCapacity: Float64Array.from(facilities, (facility) => limit(facility.orderCapacity)),
      unitCapacity: Float64Array.from(facilities, (facility) => limit(facility.unitCapacity)),
      orderCandidates: this.orderCandidates.finish(),
      candidateFacility: this.candidateFacility.finish(),
      candidateFixed: this.candidateFixed.finish(),
      candidatePerGram: this.anyPerGram ? this.candidatePerGram.finish() : null,
      candidateTariff: this.anyTariff ? this.candidateTariff : null,
      lineEntries: this.lineEntries.finish(),
      entryCandidate: this.entries.finish(),
    };
  }

  private addLine(line: MergedLine, priceOf: CandidatePricer): void {
    if (line.tiers.length > 1) this.tiers.set(this.lineProduct.length, line.tiers);
    const [best] = line.tiers as [LineTier];
    this.lineProduct.push(line.product);
    this.lineQuantity.push(line.quantity);
    this.lineValue.push(best.value);
    this.lineSource.push(best.sourceLine);
    this.lineEntries.push(this.entries.length);
    const { productPositions, positionFacility } = this.stock;
    const first = productPositions[line.product] as number;
    const end = productPositions[line.product + 1] as number;
    let at = this.entries.length;
    const entries = this.entries.extend(end - first);
    const firstCandidate = this.orderCandidates.at(this.orderCandidates.length - 1);
    for (let position = first; position < end; position++) {
      const facility = positionFacility[position] as number;
      let local = this.localCandidate[facility] as number;
      if (local === 0) {
        this.askFor(facility, firstCandidate, priceOf);
        local = this.localCandidate[facility] as number;
      }
      entries[at] = local === NOT_ELIGIBLE ? NOT_ELIGIBLE : local - 1;
      at += 1;
    }
  }

  private askFor(facility: number, firstCandidate: number, priceOf: CandidatePricer): void {
    this.asked.push(facility);
    const price = priceOf(facility);
    if (price === null || price.fixed === Number.POSITIVE_INFINITY) {
      this.localCandidate[facility] = NOT_ELIGIBLE;
      return;
    }
    if (!(price.fixed >= 0)) throw new RangeError(`A shipment's fixed cost is ${price.fixed}, not 0 or more`);
    this.localCandidate[facility] = this.candidateFacility.length - firstCandidate + 1;
    this.candidateFacility.push(facility);
    this.candidateFixed.push(price.fixed);
    this.candidatePerGram.push(price.perGram ?? 0);
    if (price.perGram) this.anyPerGram = true;
    if (price.tariff) {
      this.anyTariff = true;
      this.candidateTariff[this.candidateFacility.length - 1] = price.tariff;
    }
  }
}

type MergedLine = { product: number; quantity: number; penalty: number; tiers: LineTier[] };

/** One line a product; lines without quantity are left out. */
function mergeLines({ lines, weight = 1 }: ModelOrder): MergedLine[] {
  const merged: MergedLine[] = [];
  for (const [sourceLine, line] of lines.entries()) {
    const { product, quantity, unitMargin } = line;
    if (quantity <= 0) continue;
    const unitPenalty = line.unitShortPenalty * weight;
    const tier = { sourceLine, quantity, value: unitMargin + unitPenalty };
    const known = merged.find((other) => other.product === product);
    if (known) {
      known.quantity += quantity;
      known.penalty += quantity * unitPenalty;
      known.tiers.push(tier);
      known.tiers.sort((a, b) => b.value - a.value || a.sourceLine - b.sourceLine);
    } else merged.push({ product, quantity, penalty: quantity * unitPenalty, tiers: [tier] });
  }
  return merged;
}

type StockTable = Pick<
  SourcingModel,
  'productPositions' | 'positionFacility' | 'positionAvailable' | 'positionCost' | 'keptBack'
>;

/** Counting sort by product; positions without stock are left out. */
function sortStock(
  facilities: readonly ModelFacility[],
  weights: Float64Array,
  stock: Iterable<ModelStock>,
  perGram: number,
): StockTable {
  const product = intColumn();
  const facility = intColumn();
  const available = intColumn();
  const cost = floatColumn();
  const kept: Column<Int32Array<ArrayBuffer>>[] = [];
  for (const position of stock) {
    if (position.available <= 0) continue;
    const { perUnit } = facilities[position.facility] as ModelFacility;
    const weight = weights[position.product] as number;
    product.push(position.product);
    facility.push(position.facility);
    available.push(position.available);
    cost.push(position.unitOpportunityCost + perUnit + weight * perGram);
    for (const [i, units] of (position.keptBack ?? []).entries()) {
      kept[i] ??= intColumn();
      while (kept[i].length < product.length - 1) kept[i].push(0);
      kept[i].push(units);
    }
  }
  const starts = new Int32Array(weights.length + 1);
  for (const p of product.finish()) starts[p + 1] = (starts[p + 1] as number) + 1;
  for (let p = 0; p < weights.length; p++) starts[p + 1] = (starts[p + 1] as number) + (starts[p] as number);
  const target = targets(product.finish(), starts);
  const place = <T extends Int32Array | Float64Array>(from: ArrayLike<number>, to: T): T => {
    for (let i = 0; i < target.length; i++) to[target[i] as number] = from[i] ?? 0;
    return to;
  };
  return {
    productPositions: starts,
    positionFacility: place(facility.finish(), new Int32Array(target.length)),
    positionAvailable: place(available.finish(), new Int32Array(target.length)),
    positionCost: place(cost.finish(), new Float64Array(target.length)),
    keptBack: [null, ...kept.map((units) => place(units.finish(), new Int32Array(target.length)))],
  };
}

function targets(product: Int32Array, starts: Int32Array): Int32Array {
  const next = starts.slice();
  return Int32Array.from(product, (p) => {
    const at = next[p] as number;
    next[p] = at + 1;
    return at;
  });
}
