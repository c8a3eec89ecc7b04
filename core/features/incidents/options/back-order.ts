import { toCustomer } from './drafts.ts';
import { DAY_MS, drawn, type WayOut, way } from './option-facts.ts';

/** Have it wait for a dated inbound, which is then spoken for, and promise the new day. */
export const backOrder: WayOut = (facts) => {
  const { waiting, promisedAt } = facts;
  const cover = waiting?.later;
  if (!cover) return null;
  const coming = cover.units.filter(({ inboundId }) => inboundId !== null);
  const lateDays = promisedAt === null ? 0 : Math.max(0, Math.ceil((cover.arriveByAt - promisedAt) / DAY_MS));
  return way('backOrder', {
    etaP50At: cover.arriveFromAt,
    etaP90At: cover.arriveByAt,
    customerEffect: lateDays === 0 ? 0 : lateDays > 3 ? 2 : 1,
    reason: 'backOrder',
    values: {
      goods: coming.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', '),
      facility: [...new Set(coming.map(({ facility }) => facility))].join(' + '),
      expectedAt: Math.max(...coming.map(({ expectedAt }) => expectedAt ?? 0)),
    },
    ...drawn(cover.units.filter(({ inboundId }) => inboundId === null)),
    effect: {
      cover: { cover, promisedAt: lateDays > 0 ? cover.arriveByAt : null, swaps: [] },
      messages: lateDays > 0 ? toCustomer(facts, 'delay', { day: cover.arriveByAt }) : [],
    },
  });
};
