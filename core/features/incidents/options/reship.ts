import { toCustomer } from './drafts.ts';
import { drawn, goodsCostOf, isThere, type WayOut, way } from './option-facts.ts';

/** Send the same goods again, from where they are on hand and arrive first. Costs the goods a second time. */
export const reship: WayOut = (facts) => {
  const { reship: again, promisedAt } = facts;
  if (!again || isThere(facts)) return null;
  const units = again.parts.flatMap(({ facility, lines }) => lines.map((line) => ({ ...line, facility })));
  return way('reship', {
    costMinor: again.costMinor + goodsCostOf(facts),
    etaP50At: again.arriveFromAt,
    etaP90At: again.arriveByAt,
    customerEffect: promisedAt !== null && again.arriveByAt <= promisedAt ? 0 : 1,
    reason: 'reship',
    values: { facility: again.parts.map(({ facility }) => facility).join(' + ') },
    ...drawn(units),
    effect: { replacement: again, messages: toCustomer(facts, 'replacement', { day: again.arriveByAt }) },
  });
};
