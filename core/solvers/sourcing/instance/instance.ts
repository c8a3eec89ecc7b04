/** Name of the format that `vigie source solve` reads. */
export const INSTANCE_FORMAT = 'vigie-sourcing/1';

export type InstanceShipping = {
  /** Paid once a shipment. */
  perShipment: number;
  perKm: number;
  perKg: number;
  /** Farther customers are not served; `Infinity` = no limit. */
  maxKm: number;
};

/** A sourcing instance in columns; indices in place of ids. Money in minor units. */
export type SourcingInstance = {
  currency: string;
  shipping: InstanceShipping;
  facilities: {
    ids: string[];
    latitude: Float64Array;
    longitude: Float64Array;
    /** `Infinity` = no limit. */
    orderCapacity: Float64Array;
    perShipment: Float64Array;
    perUnit: Float64Array;
  };
  products: { ids: string[]; weightGrams: Float64Array };
  stock: {
    facility: Int32Array;
    product: Int32Array;
    available: Int32Array;
    unitOpportunityCost: Float64Array;
  };
  orders: {
    ids: string[];
    latitude: Float64Array;
    longitude: Float64Array;
    maxShipments: Int32Array;
    shipComplete: Uint8Array;
    /** Lines of order i: `lineStart[i]` to `lineStart[i + 1]`. */
    lineStart: Int32Array;
    product: Int32Array;
    quantity: Int32Array;
    unitMargin: Float64Array;
    unitShortPenalty: Float64Array;
  };
};

/** The document that `vigie source solve --json` prints. Money in minor units, fractions kept. */
export type InstanceResult = {
  format: 'vigie-sourcing-result/1';
  method: 'optimise' | 'greedy';
  profit: number;
  /** No plan earns more; proven. */
  bound: number;
  /** (bound − profit) as a share of the bound's size. */
  gap: number;
  seconds: number;
  seed: number;
  allocations: { order: string; line: number; facility: string; quantity: number }[];
  short: { order: string; line: number; quantity: number }[];
};
