/** A packed shipment's parcel as a dock knows it. */
export interface DockParcel {
  shipmentId: number;
  shipment: string;
  status: string;
  order: string | null;
  orderId: number | null;
  /** Why its order is held; null while it is not. */
  holdReason: string | null;
  trackingNumber: string | null;
  facilityId: number | null;
  facility: string | null;
  carrierId: number | null;
  carrierCode: string | null;
  carrier: string | null;
  service: string | null;
  /** Local minutes until which it leaves the same day. */
  cutOffMinutes: number | null;
  city: string | null;
  postalCode: string | null;
  country: string | null;
  promisedAt: number | null;
  weightGrams: number;
  /** What its label says: SSCC, tracking number or, without either, the shipment's number. */
  code: string;
  /** On which manifest's vehicle it is. */
  loadedOn: string | null;
}

/** Where and for whom a vehicle is loaded. */
export interface Dock {
  facilityId: number;
  facility: string;
  carrierId: number;
  carrierName: string;
}

export interface ScanRefusal {
  code: string;
  message: string;
  action: string;
}

const BEFORE_PACKED = new Set(['planned', 'picked']);

/** What a scan means: digits of an SSCC without their application identifier, anything else as it was read. */
export function readScan(scanned: string): string {
  const sscc = /^(?:\(00\)|00)?(\d{18})$/.exec(scanned.replaceAll(' ', ''));
  return sscc?.[1] ?? scanned;
}

/** Why a scanned parcel may not go onto a vehicle, in words; else the parcel that is meant. */
export function judgeScan(
  scanned: string,
  found: readonly DockParcel[],
  dock: Dock,
): { parcel: DockParcel } | { refusal: ScanRefusal } {
  const refuse = (code: string, message: string, action: string) => ({ refusal: { code, message, action } });
  const exact = found.filter(({ code }) => code === scanned);
  const [parcel, another] = exact.length > 0 ? exact : found;
  if (!parcel) return refuse('unknownParcel', `Nothing here is called ${scanned}.`, 'Scan its label again.');
  const { shipment, status } = parcel;
  if (another) {
    return refuse(
      'severalParcels',
      `${shipment} has ${found.length} parcels.`,
      'Scan the label of each parcel.',
    );
  }
  if (parcel.facilityId !== dock.facilityId) {
    return refuse(
      'wrongFacility',
      `${shipment} leaves from ${parcel.facility ?? 'no known facility'}, not from ${dock.facility}.`,
      'Set it aside.',
    );
  }
  if (BEFORE_PACKED.has(status))
    return refuse('notPacked', `${shipment} is not packed yet.`, 'Pack it first.');
  if (status === 'cancelled') {
    return refuse('notPacked', `${shipment} is cancelled.`, 'Bring it back to the shelf.');
  }
  if (parcel.loadedOn !== null && status === 'packed') {
    return refuse(
      'alreadyLoaded',
      `${parcel.code} is on ${parcel.loadedOn} already.`,
      'Nothing is to be done.',
    );
  }
  if (status !== 'packed')
    return refuse('hasLeft', `${shipment} has left already.`, 'Find out what was scanned.');
  if (parcel.holdReason !== null) {
    return refuse(
      'held',
      `Order ${parcel.order} is held (${parcel.holdReason}): ${shipment} stays here.`,
      'Set it aside until the hold is released.',
    );
  }
  if (parcel.carrierId !== dock.carrierId) {
    return refuse(
      'wrongCarrier',
      parcel.carrier === null
        ? `${shipment} has no carrier yet; this vehicle is ${dock.carrierName}’s.`
        : `${shipment} goes with ${parcel.carrier}; this vehicle is ${dock.carrierName}’s.`,
      'Put it with the other carrier, or choose the carrier again.',
    );
  }
  return { parcel };
}

/** Parcels that a pick-up is to take and that no vehicle has: those whose cut-off is no later than its own. */
export function missingFor(
  packed: readonly DockParcel[],
  { carrierId, cutOffMinutes }: { carrierId: number; cutOffMinutes: number },
): DockParcel[] {
  return packed.filter(
    (parcel) =>
      parcel.carrierId === carrierId &&
      parcel.loadedOn === null &&
      parcel.holdReason === null &&
      (parcel.cutOffMinutes ?? 0) <= cutOffMinutes,
  );
}

/** The next of a carrier's cut-offs from a time of day on, else the last one. */
export function nextCutOff(cutOffs: readonly number[], fromMinutes: number): number | null {
  const sorted = [...cutOffs].sort((a, b) => a - b);
  return sorted.find((minutes) => minutes >= fromMinutes) ?? sorted.at(-1) ?? null;
}
