import type { Point } from '../../../core/kernel/geo.ts';

export type MapFacilityKind = 'warehouse' | 'store' | 'supplier' | 'thirdParty';
export type MapHealth = 'good' | 'low' | 'out' | 'none';

export interface MapFacility extends Point {
  code: string;
  name: string;
  kind: MapFacilityKind;
  health: MapHealth;
  city: string | null;
  openOrders: number;
  belowSafety: number;
  outOfStock: number;
}

/** Shipments under way as parallel columns: plain or typed arrays of the same length, degrees, `late` 0 or 1, `fractions` 0 to 1. */
export interface MapShipments {
  ids: ArrayLike<number>;
  originLatitudes: ArrayLike<number>;
  originLongitudes: ArrayLike<number>;
  destinationLatitudes: ArrayLike<number>;
  destinationLongitudes: ArrayLike<number>;
  fractions: ArrayLike<number>;
  late: ArrayLike<number>;
}

export type MapSelection = { kind: 'facility'; code: string } | { kind: 'shipment'; id: number };

export const MAP_LAYERS = ['facilities', 'shipments', 'lanes', 'labels', 'gateways'] as const;
export type MapLayer = (typeof MAP_LAYERS)[number];
export type MapLayers = Record<MapLayer, boolean>;

/** Tiles of streets that the user added: a file they chose, or an address on the page's own origin. */
export type StreetTiles = { url: string } | { file: File };

/** What the pointer is over. */
export type MapHover =
  | { kind: 'facility'; facility: MapFacility }
  | { kind: 'facilities'; count: number; low: number; out: number }
  | { kind: 'shipment'; id: number; late: boolean; fraction: number }
  | { kind: 'shipments'; count: number; late: number }
  | { kind: 'lane'; count: number; late: number };

export interface ScreenPoint {
  x: number;
  y: number;
}
