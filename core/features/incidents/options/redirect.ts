import { toCarrier, toCustomer } from './drafts.ts';
import { expectedArrival, isThere, type WayOut, way } from './option-facts.ts';

const FAR_METRES = 40_000;
const REDIRECTION_MINOR = 350;

/** To the nearest store, where the customer collects it: no second attempt at an empty house. */
export const redirect: WayOut = (facts) => {
  const { store, kind } = facts;
  const arrival = expectedArrival(facts);
  if (!store || !arrival || isThere(facts) || store.distanceMetres > FAR_METRES) return null;
  return way('redirect', {
    costMinor: REDIRECTION_MINOR,
    etaP50At: arrival.p50,
    etaP90At: arrival.p90,
    customerEffect: kind === 'attemptFailed' ? 0 : 1,
    reason: 'redirect',
    values: { store: store.name, km: Math.round(store.distanceMetres / 1000) },
    effect: {
      snoozeUntil: arrival.p50,
      messages: [
        ...toCarrier(facts, 'redirect', `Pick-up point: ${store.name} (${store.code})`),
        ...toCustomer(facts, 'pickUp', { place: store.name }),
      ],
    },
  });
};
