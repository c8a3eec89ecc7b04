import type { LeftOverReason } from '../../contract/waves.ts';

/** What a facility has to pick of one order, and until when it has to leave. Instants in UTC milliseconds. */
export interface OrderToPick {
  orderId: number;
  orderedAt: number;
  /** 1 is the most urgent, 9 the least. */
  priority: number;
  /** Pick-up by its carrier that still keeps the promise; null without a promise. */
  leavesBy: number | null;
  /** Who fetches it; null while nobody is chosen, or when it is collected. */
  carrierCode: string | null;
  /** How many parcels it is expected to be. */
  parcels: number;
  lines: readonly { productId: number; zone: string; quantity: number }[];
}

/** A time of the day at which a template releases a wave. */
export interface WaveSlot {
  releaseAt: number;
  /** When what was picked is fetched. */
  cutOffAt: number;
  mostOrders: number | null;
  mostLines: number | null;
  mostUnits: number | null;
  accepts(order: OrderToPick): boolean;
}

/** Who picks, when, and how long what takes, in seconds. */
export interface PickingLabour {
  pickers: number;
  from: number;
  to: number;
  /** Getting to a product's place and finding it; once for a batch. */
  perProduct: number;
  /** Walking to another zone; once for a batch. */
  perZone: number;
  perUnit: number;
  /** Fetching the list and sorting into the order's box. */
  perOrder: number;
  packingPerOrder: number;
  /** Parcels that the docks load in an hour; null: no limit. */
  dockParcelsPerHour: number | null;
  mostOrdersPerBatch: number;
}

/** Parcels that a planned wave brings to the docks between its release and its cut-off. */
export interface PlannedLoad {
  releaseAt: number;
  cutOffAt: number;
  parcels: number;
}

export interface WaveProblem {
  now: number;
  orders: readonly OrderToPick[];
  /** In the order of their release. */
  slots: readonly WaveSlot[];
  labour: PickingLabour;
  /** Shipments that carriers still take that day, by code; a carrier that is not named takes all. */
  carrierRoom: ReadonlyMap<string, number>;
  /** What waves that are planned or released already bring to the docks. */
  planned: readonly PlannedLoad[];
}

/** Orders that one picker fetches in one walk. */
export interface Batch {
  orders: OrderToPick[];
  seconds: number;
  /** Earliest instant by which one of its orders has to leave, at the latest the wave's cut-off. */
  dueAt: number;
}

export interface PickedBatch extends Batch {
  startsAt: number;
  endsAt: number;
  picker: number;
}

export interface ProposedWave {
  slot: number;
  releaseAt: number;
  cutOffAt: number;
  batches: PickedBatch[];
  pickSeconds: number;
  /** When its last order is packed, and loaded where docks are a limit. */
  readyAt: number;
  /** Ready after their carrier has left. */
  late: number[];
  /** Ready so shortly before that a small delay makes them late. */
  atRisk: number[];
  /** Packed before the cut-off, but loaded after it. */
  waitingAtDock: number[];
}

export interface WaveProposal {
  waves: ProposedWave[];
  /** Orders that no wave of the day takes. */
  leftOver: { orderId: number; reason: LeftOverReason }[];
}
