/** Edges in millimetres, in any order: what is packed may be turned. */
export type Edges = readonly [number, number, number];

/** Units of one product that are to be packed. */
export interface UnitsToPack {
  quantity: number;
  /** Of one unit. */
  weightGrams: number;
  volumeMillilitres: number;
  /** Null where they are not known: then its volume counts alone. */
  edges: Edges | null;
}

/** A kind of box; there are as many as are needed. Sizes are inside ones. */
export interface Box {
  edges: Edges;
  volumeMillilitres: number;
  /** Of what is put into it. */
  mostWeightGrams: number;
  costMinor: number;
}

export interface PackingProblem {
  units: readonly UnitsToPack[];
  boxes: readonly Box[];
  /** What another parcel costs beside its box: work, label and the carrier's base price. */
  parcelMinor: number;
  /** Share of a box that several units can fill: the rest stays air. One unit alone may fill all of it. */
  usableShare: number;
}

/** Why units have no box. */
export type NoBox = 'tooLong' | 'tooHeavy' | 'tooLarge' | 'noBoxes';

/** A parcel: its box (index; null without one), and how many units of each of `units` are in it. */
export interface PackedParcel {
  box: number | null;
  noBox: NoBox | null;
  counts: readonly number[];
}

export interface PackingResult {
  parcels: readonly PackedParcel[];
  /** Boxes and parcels together. */
  costMinor: number;
  /** True when no cheaper way is possible. */
  proven: boolean;
}
