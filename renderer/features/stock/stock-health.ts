import type { MatrixCell } from '../../../core/contract/stock.ts';
import type { Severity } from '../../lib/tokens.ts';

export const FIGURES = ['available', 'onHand', 'reserved', 'safetyStock', 'inbound'] as const;
export type Figure = (typeof FIGURES)[number];

type Position = Pick<MatrixCell, 'onHand' | 'reserved' | 'available' | 'safetyStock'>;

/** `out`: nothing can be promised; `low`: below safety stock; `good` otherwise. */
export type PositionHealth = 'out' | 'low' | 'good';

export function positionHealth(position: Position): PositionHealth {
  if (position.onHand - position.reserved < position.safetyStock) {
    return position.onHand - position.reserved <= 0 ? 'out' : 'low';
  }
  return position.available === 0 ? 'out' : 'good';
}

export const HEALTH_SEVERITY: Record<PositionHealth, Severity> = {
  out: 'critical',
  low: 'warning',
  good: 'ok',
};
