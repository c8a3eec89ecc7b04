/** Between two instants. */
export interface GanttSpan {
  from: number;
  to: number;
}

/** A stay on a row: how it is reached, when it begins and ends, and when it may. */
export interface GanttVisit extends GanttSpan {
  key: number;
  /** In its block, where there is room. */
  text: string;
  /** All that the block shows, in words. */
  label: string;
  /** Before `from`: waits. */
  arrives: number;
  windows: readonly GanttSpan[];
  /** It should have begun by then; null where it is not late. */
  lateSince: number | null;
  /** Kinds are told apart by shape. */
  shape: 'solid' | 'hollow' | 'double';
  locked: boolean;
}

/** One vehicle's day. */
export interface GanttRow {
  key: string;
  title: string;
  detail: string;
  colour: string;
  locked: boolean;
  /** On the way; null while nothing is planned. */
  span: GanttSpan | null;
  /** Working hours. */
  shift: GanttSpan | null;
  visits: readonly GanttVisit[];
  breaks: readonly GanttSpan[];
  /** While more is on board than may be. */
  overloads: readonly GanttSpan[];
  /** Limits that are broken, in words. */
  broken: readonly string[];
}
