import type { OrderToPick, PickingLabour, WaveSlot } from './wave-problem.ts';

const HOUR_MS = 3_600_000;

/** Why a wave cannot take one order more. */
export type Full = 'wavesFull' | 'dockFull' | 'carrierFull';

/** Shipments that carriers still take that day, by code; a carrier that is not named takes all. */
export type CarrierRoom = Map<string, number>;

/** Milliseconds that loading a parcel keeps the dock; null where docks are no limit. */
export function loadingMs({ dockParcelsPerHour }: PickingLabour): number | null {
  return dockParcelsPerHour === null ? null : HOUR_MS / dockParcelsPerHour;
}

/** What a wave may still take: as its template limits it, as the dock can load it before it is fetched, and as carriers have room. */
export class WaveRoom {
  #orders: number;
  #lines: number;
  #units: number;
  #parcels: number;
  readonly #carriers: CarrierRoom;

  /** @param carriers shared by the waves of a day @param dockFrom when the dock can begin with this wave @param parcelsBeside that other waves bring meanwhile */
  constructor(
    slot: Pick<WaveSlot, 'mostOrders' | 'mostLines' | 'mostUnits' | 'cutOffAt'>,
    carriers: CarrierRoom,
    { labour, dockFrom, parcelsBeside }: { labour: PickingLabour; dockFrom: number; parcelsBeside: number },
  ) {
    const eachMs = loadingMs(labour);
    this.#orders = slot.mostOrders ?? Number.POSITIVE_INFINITY;
    this.#lines = slot.mostLines ?? Number.POSITIVE_INFINITY;
    this.#units = slot.mostUnits ?? Number.POSITIVE_INFINITY;
    this.#parcels =
      eachMs === null
        ? Number.POSITIVE_INFINITY
        : Math.max(0, Math.floor((slot.cutOffAt - dockFrom) / eachMs) - parcelsBeside);
    this.#carriers = carriers;
  }

  /** What keeps an order out; null when there is room. */
  refuses({ lines, carrierCode, parcels }: OrderToPick): Full | null {
    if (carrierCode !== null && (this.#carriers.get(carrierCode) ?? 1) < 1) return 'carrierFull';
    if (this.#orders < 1 || this.#lines < lines.length || this.#units < unitsOf(lines)) return 'wavesFull';
    return this.#parcels < parcels ? 'dockFull' : null;
  }

  take({ lines, carrierCode, parcels }: OrderToPick): void {
    this.#count(1, lines, carrierCode, parcels);
  }

  giveBack({ lines, carrierCode, parcels }: OrderToPick): void {
    this.#count(-1, lines, carrierCode, parcels);
  }

  /** The dock has no time for more. */
  closeDock(): void {
    this.#parcels = Number.NEGATIVE_INFINITY;
  }

  #count(times: 1 | -1, lines: OrderToPick['lines'], carrierCode: string | null, parcels: number): void {
    this.#orders -= times;
    this.#lines -= times * lines.length;
    this.#units -= times * unitsOf(lines);
    this.#parcels -= times * parcels;
    const left = carrierCode === null ? undefined : this.#carriers.get(carrierCode);
    if (carrierCode !== null && left !== undefined) this.#carriers.set(carrierCode, left - times);
  }
}

function unitsOf(lines: OrderToPick['lines']): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
