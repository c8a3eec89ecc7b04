import highsLoader from 'highs';
import { distanceMetres } from '../../core/kernel/geo.ts';
import { cheapestShipping } from '../../core/solvers/sourcing/check-sourcing.ts';
import type { SourcingFacility, SourcingOrder, SourcingProblem } from '../../core/solvers/sourcing/index.ts';

/**
 * The optimum over all orders together, by HiGHS: most units first, then least cost. Only for small instances; ship
 * complete and capacity are not modelled.
 * x = units of a product from a facility for an order, y = that shipment's weight lies in a step, u = the order ships at all.
 */
export async function optimalSourcing(
  problem: SourcingProblem,
): Promise<{ units: number; costMinor: number }> {
  const model = new SourcingModel(problem);
  const highs = await highsLoader();
  const solution = highs.solve(model.text(), { mip_rel_gap: 0, time_limit: 60 });
  if (solution.Status !== 'Optimal') throw new Error(`HiGHS says ${solution.Status}`);
  const value = (name: string) => (solution.Columns[name] as { Primal?: number } | undefined)?.Primal ?? 0;
  const units = model.units.reduce((sum, name) => sum + Math.round(value(name)), 0);
  return { units, costMinor: Math.round(solution.ObjectiveValue) + units * UNIT_REWARD };
}

/** More than any unit's cost: no cost outweighs a unit shipped. */
const UNIT_REWARD = 1_000_000;

class SourcingModel {
  readonly units: string[] = [];
  private readonly objective: string[] = [];
  private readonly constraints: string[] = [];
  private readonly bounds: string[] = [];
  private readonly binaries: string[] = [];
  private readonly problem: SourcingProblem;
  private readonly drawn = new Map<string, string[]>();

  constructor(problem: SourcingProblem) {
    this.problem = problem;
    for (const order of problem.orders) this.addOrder(order);
    const { productId, facilityId, available } = problem.stock;
    for (let i = 0; i < productId.length; i++) {
      const names = this.drawn.get(`${productId[i]}@${facilityId[i]}`) ?? [];
      if (names.length > 0) this.constraints.push(`${names.join(' + ')} <= ${available[i]}`);
    }
  }

  text(): string {
    return [
      'Minimize',
      ` obj: ${this.objective.join(' ')}`,
      'Subject To',
      ...this.constraints.map((constraint, i) => ` c${i}: ${constraint}`),
      'Bounds',
      ...this.bounds.map((bound) => ` ${bound}`),
      'General',
      ` ${this.units.join(' ')}`,
      'Binary',
      ` ${this.binaries.join(' ')}`,
      'End',
    ].join('\n');
  }

  private addOrder(order: SourcingOrder): void {
    const demand = new Map<number, { quantity: number; weight: number }>();
    for (const line of order.lines) {
      const known = demand.get(line.productId);
      demand.set(line.productId, {
        quantity: (known?.quantity ?? 0) + line.quantity,
        weight: line.unitWeightGrams,
      });
    }
    const shipments: string[] = [];
    const perProduct = new Map<number, string[]>([...demand.keys()].map((product) => [product, []]));
    for (const facility of this.problem.facilities) {
      shipments.push(...this.addShipment(order, facility, demand, perProduct));
    }
    for (const [product, names] of perProduct) {
      if (names.length > 0) this.constraints.push(`${names.join(' + ')} <= ${demand.get(product)?.quantity}`);
    }
    if (shipments.length === 0) return;
    const { maxShipments, splitPenaltyMinor } = this.problem.parameters;
    const any = `u_${order.id}`;
    this.binaries.push(any);
    this.objective.push(`- ${splitPenaltyMinor} ${any}`);
    this.constraints.push(`${any} - ${shipments.join(' - ')} <= 0`);
    this.constraints.push(`${shipments.join(' + ')} <= ${maxShipments}`);
  }

  private addShipment(
    order: SourcingOrder,
    facility: SourcingFacility,
    demand: Map<number, { quantity: number; weight: number }>,
    perProduct: Map<number, string[]>,
  ): string[] {
    const held = [...demand].filter(([product]) => this.availableAt(product, facility.id) > 0);
    if (held.length === 0) return [];
    const names = held.map(([product, { quantity }]) => {
      const name = `x_${order.id}_${product}_${facility.id}`;
      this.units.push(name);
      this.objective.push(`- ${UNIT_REWARD} ${name}`);
      this.bounds.push(`0 <= ${name} <= ${quantity}`);
      perProduct.get(product)?.push(name);
      const key = `${product}@${facility.id}`;
      this.drawn.set(key, [...(this.drawn.get(key) ?? []), name]);
      return name;
    });
    const weight = held.map(([, { weight: grams }], i) => `${grams} ${names[i]}`).join(' + ');
    const most = held.reduce((sum, [, { quantity, weight: grams }]) => sum + quantity * grams, 0);
    const steps = this.addSteps(order, facility, most);
    const upper = steps.map((step) => `- ${step.upTo} ${step.name}`).join(' ');
    const lower = steps.map((step) => `- ${step.from} ${step.name}`).join(' ');
    const mostUnits = held.reduce((sum, [, { quantity }]) => sum + quantity, 0);
    this.constraints.push(`${weight} ${upper} <= 0`, `${weight} ${lower} >= 0`);
    this.constraints.push(
      `${names.join(' + ')} ${steps.map(({ name }) => `- ${mostUnits} ${name}`).join(' ')} <= 0`,
    );
    this.constraints.push(`${steps.map(({ name }) => name).join(' + ')} <= 1`);
    return steps.map(({ name }) => name);
  }

  /** One binary for every weight range with a price of its own. */
  private addSteps(order: SourcingOrder, facility: SourcingFacility, most: number) {
    const ends = priceChanges(this.problem, most);
    const metres =
      facility.point && order.point ? Math.round(distanceMetres(facility.point, order.point)) : null;
    return [...ends, most].map((upTo, i) => {
      const name = `y_${order.id}_${facility.id}_${i}`;
      const cost = cheapestShipping(this.problem, facility, order, metres, upTo) ?? UNIT_REWARD;
      this.binaries.push(name);
      this.objective.push(
        `+ ${cost + facility.handlingMinor + this.problem.parameters.splitPenaltyMinor} ${name}`,
      );
      return { name, upTo, from: i === 0 ? 0 : (ends[i - 1] ?? 0) + 1 };
    });
  }

  private availableAt(product: number, facilityId: number): number {
    const { productId, facilityId: holder, available } = this.problem.stock;
    for (let i = 0; i < productId.length; i++) {
      if (productId[i] === product && holder[i] === facilityId) return available[i] ?? 0;
    }
    return 0;
  }
}

/** Every weight below `most` at which some price may change: ends of steps, what services carry, full parcels. */
function priceChanges(problem: SourcingProblem, most: number): number[] {
  const steps = [
    ...problem.rates.map((rate) => rate.upToWeightGrams),
    ...problem.services.flatMap((service) => service.maxWeightGrams ?? []),
  ];
  const ends = new Set<number>();
  for (const parcel of new Set(steps)) {
    for (let full = 0; full < most; full += parcel) for (const step of steps) ends.add(full + step);
  }
  return [...ends].filter((end) => end < most).sort((a, b) => a - b);
}
