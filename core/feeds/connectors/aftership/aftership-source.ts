import type { TrackingSource } from '../../tracking/index.ts';

/** How trackings lie in AfterShip's answers and events. */
export const AFTERSHIP: TrackingSource = { kind: 'aftership.tracking', numberField: 'tracking_number' };
