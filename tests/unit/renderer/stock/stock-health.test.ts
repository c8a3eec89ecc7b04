import { expect, test } from 'vitest';
import { positionHealth } from '../../../../renderer/features/stock/stock-health.ts';

const position = (onHand: number, reserved: number, safetyStock: number) => ({
  onHand,
  reserved,
  safetyStock,
  available: Math.max(0, onHand - reserved - safetyStock),
});

test.each([
  [10, 2, 3, 'good'],
  [5, 0, 5, 'out'],
  [4, 1, 5, 'low'],
  [3, 3, 2, 'out'],
  [0, 0, 0, 'out'],
] as const)('%d on hand, %d reserved, %d safety stock: %s', (onHand, reserved, safety, health) => {
  expect(positionHealth(position(onHand, reserved, safety))).toBe(health);
});
