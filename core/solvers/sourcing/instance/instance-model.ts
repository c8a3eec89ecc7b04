import { EARTH_RADIUS_METRES } from '../../../kernel/geo.ts';
import type { SourcingModel } from '../optimise/model.ts';
import {
  type CandidatePrice,
  ModelBuilder,
  type ModelFacility,
  type ModelLine,
  type ModelStock,
} from '../optimise/model-builder.ts';
import type { SourcingInstance } from './instance.ts';

const RADIANS = Math.PI / 180;
const EARTH_RADIUS_KM = EARTH_RADIUS_METRES / 1000;

/** The optimiser's model of an instance. */
export function instanceModel(instance: SourcingInstance): SourcingModel {
  const { facilities, products, shipping, orders } = instance;
  const builder = new ModelBuilder(
    facilities.ids.map((_, i): ModelFacility => {
      const capacity = facilities.orderCapacity[i] as number;
      return {
        perUnit: facilities.perUnit[i] as number,
        orderCapacity: Number.isFinite(capacity) ? capacity : null,
      };
    }),
    products.weightGrams,
    stockOf(instance),
    shipping.perKg / 1000,
  );
  const places = unitVectors(facilities.latitude, facilities.longitude);
  const here = new Float64Array(3);
  const price: CandidatePrice = { fixed: 0 };
  const priceOf = (facility: number): CandidatePrice | null => {
    const km = kilometres(places, facility * 3, here);
    if (km > shipping.maxKm) return null;
    price.fixed = (facilities.perShipment[facility] as number) + shipping.perShipment + shipping.perKm * km;
    return price;
  };
  for (let i = 0; i < orders.ids.length; i++) {
    writeUnitVector(orders.latitude[i] as number, orders.longitude[i] as number, here, 0);
    builder.addOrder(
      {
        lines: linesOf(instance, i),
        maxShipments: orders.maxShipments[i] as number,
        shipComplete: orders.shipComplete[i] === 1,
      },
      priceOf,
    );
  }
  return builder.build();
}

function* stockOf({ stock }: SourcingInstance): Generator<ModelStock> {
  const position: ModelStock = { facility: 0, product: 0, available: 0, unitOpportunityCost: 0 };
  for (let i = 0; i < stock.facility.length; i++) {
    position.facility = stock.facility[i] as number;
    position.product = stock.product[i] as number;
    position.available = stock.available[i] as number;
    position.unitOpportunityCost = stock.unitOpportunityCost[i] as number;
    yield position;
  }
}

function linesOf({ orders }: SourcingInstance, order: number): ModelLine[] {
  const lines: ModelLine[] = [];
  const end = orders.lineStart[order + 1] as number;
  for (let line = orders.lineStart[order] as number; line < end; line++) {
    lines.push({
      product: orders.product[line] as number,
      quantity: orders.quantity[line] as number,
      unitMargin: orders.unitMargin[line] as number,
      unitShortPenalty: orders.unitShortPenalty[line] as number,
    });
  }
  return lines;
}

function unitVectors(latitude: Float64Array, longitude: Float64Array): Float64Array {
  const vectors = new Float64Array(latitude.length * 3);
  for (let i = 0; i < latitude.length; i++) {
    writeUnitVector(latitude[i] as number, longitude[i] as number, vectors, i * 3);
  }
  return vectors;
}

function writeUnitVector(latitude: number, longitude: number, into: Float64Array, at: number): void {
  const cosine = Math.cos(latitude * RADIANS);
  into[at] = cosine * Math.cos(longitude * RADIANS);
  into[at + 1] = cosine * Math.sin(longitude * RADIANS);
  into[at + 2] = Math.sin(latitude * RADIANS);
}

/** Great-circle distance by the chord between unit vectors: as exact as haversine, at a third of its time. */
function kilometres(places: Float64Array, at: number, here: Float64Array): number {
  const x = (places[at] as number) - (here[0] as number);
  const y = (places[at + 1] as number) - (here[1] as number);
  const z = (places[at + 2] as number) - (here[2] as number);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(x * x + y * y + z * z) / 2));
}
