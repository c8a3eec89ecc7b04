import { toCustomer } from './drafts.ts';
import { DAY_MS, drawn, type WayOut, way } from './option-facts.ts';

/** Send what is there now, the rest when it has come in: one parcel more. */
export const split: WayOut = (facts) => {
  const { waiting, promisedAt, now } = facts;
  if (!waiting?.now || waiting.shipComplete) return null;
  const { now: cover, rest, restByAt, restCostMinor } = waiting;
  const facilities = [...new Set(cover.units.map(({ facility }) => facility))];
  if (rest.length === 0 && facilities.length < 2) return null;
  const last = rest.length === 0 ? cover.arriveByAt : restByAt;
  const goods = rest.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ');
  return way('split', {
    costMinor: rest.length === 0 ? 0 : restCostMinor,
    etaP50At: cover.arriveFromAt,
    etaP90At: last,
    customerEffect: last !== null && promisedAt !== null && last <= promisedAt ? 0 : 1,
    reason: rest.length === 0 ? 'splitFacilities' : last === null ? 'splitOpen' : 'split',
    values: { facility: facilities.join(' + '), goods },
    ...drawn(cover.units),
    effect: {
      cover: { cover, promisedAt: null, swaps: [] },
      snoozeUntil: rest.length === 0 ? cover.arriveByAt : (restByAt ?? now + DAY_MS),
      messages: rest.length === 0 ? [] : toCustomer(facts, 'split', { day: cover.arriveByAt, goods }),
    },
  });
};
