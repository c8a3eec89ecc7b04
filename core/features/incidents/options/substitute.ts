import { toCustomer } from './drafts.ts';
import { drawn, type WayOut, way } from './option-facts.ts';

/** Send something like it, at the price of what was ordered. */
export const substitute: WayOut = (facts) => {
  const { waiting, promisedAt } = facts;
  if (!waiting?.swapped) return null;
  const { cover, swaps } = waiting.swapped;
  const goods = swaps.map(({ units, substituteName }) => `${units} × ${substituteName}`).join(', ');
  return way('substitute', {
    costMinor: Math.max(
      0,
      swaps.reduce((sum, { dearerMinor }) => sum + dearerMinor, 0),
    ),
    etaP50At: cover.arriveFromAt,
    etaP90At: cover.arriveByAt,
    customerEffect: promisedAt !== null && cover.arriveByAt > promisedAt ? 2 : 1,
    reason: 'substitute',
    values: {
      instead: swaps.map(({ quantity, sku }) => `${quantity} × ${sku}`).join(', '),
      goods,
      facility: [...new Set(cover.units.map(({ facility }) => facility))].join(' + '),
    },
    ...drawn(cover.units),
    effect: {
      cover: { cover, promisedAt: null, swaps },
      messages: toCustomer(facts, 'substitute', { day: cover.arriveByAt, goods }),
    },
  });
};
