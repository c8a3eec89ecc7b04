import type { TrackingSource } from '../../tracking/index.ts';

/** How trackers lie in EasyPost's answers and events. */
export const EASYPOST: TrackingSource = { kind: 'easypost.tracker', numberField: 'tracking_code' };
