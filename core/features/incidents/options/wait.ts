import { toCustomer } from './drafts.ts';
import { DAY_MS, expectedArrival, type WayOut, way } from './option-facts.ts';

/** Let it come, tell the customer when it is late, and look again when it should be there. */
export const wait: WayOut = (facts) => {
  const arrival = expectedArrival(facts);
  if (!arrival) return null;
  const { promisedAt, kind } = facts;
  const lateDays = promisedAt === null ? 0 : Math.ceil((arrival.p90 - promisedAt) / DAY_MS);
  const late = lateDays > 0;
  return way('wait', {
    etaP50At: arrival.p50,
    etaP90At: arrival.p90,
    customerEffect: late ? (lateDays > 3 || kind === 'noScan' ? 2 : 1) : 0,
    reason: late ? 'waitLate' : 'waitInTime',
    values: { days: Math.max(0, lateDays) },
    effect: {
      snoozeUntil: arrival.p50,
      messages: late ? toCustomer(facts, 'delay', { day: arrival.p90 }) : [],
    },
  });
};
