/** Where routes begin and end. */
export interface MapDepot {
  code: string;
  name: string;
  latitude: number;
  longitude: number;
}

export type StopMark = 'delivery' | 'collection' | 'transfer';

export interface MapStop {
  number: number;
  name: string;
  latitude: number;
  longitude: number;
  mark: StopMark;
  state: 'planned' | 'late' | 'leftOut';
  locked: boolean;
}

export interface MapRoute {
  key: string;
  label: string;
  colour: string;
  /** Code of the depot where it begins and ends. */
  depot: string;
  /** Numbers of its stops, in their order. */
  stops: number[];
  faint?: boolean;
  /** Pixels beside its way: keeps routes over one another apart. */
  offset?: number;
}

/** Where a stop would go: `position` is counted from 0 without the stop itself. */
export interface MapStopPlace {
  route: string;
  position: number;
}
