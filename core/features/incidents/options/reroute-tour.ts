import { toCustomer } from './drafts.ts';
import { type WayOut, way } from './option-facts.ts';

/** Have an own vehicle bring it: the cheapest place in a tour that is not yet fixed. */
export const rerouteTour: WayOut = (facts) => {
  const { tour, promisedAt, order } = facts;
  if (!tour || !order) return null;
  return way('rerouteTour', {
    costMinor: Math.max(0, tour.costMinor),
    etaP50At: tour.etaAt,
    etaP90At: tour.etaAt,
    customerEffect: promisedAt !== null && tour.etaAt <= promisedAt ? 0 : 1,
    reason: tour.lateStops > 0 ? 'tourLate' : 'tour',
    values: { plan: tour.plan, route: tour.route, stops: tour.lateStops },
    effect: {
      tour,
      snoozeUntil: tour.etaAt,
      messages: toCustomer(facts, 'tour', { day: tour.etaAt }),
    },
  });
};
