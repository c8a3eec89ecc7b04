import type { FraudSignal } from '../../contract/validation.ts';
import { disposableDomain } from './disposable-domains.ts';
import type { Finding, OrderFacts } from './order-facts.ts';
import type { RulesFor, SignalRules } from './rules-in-force.ts';

/** A sign that was found, with its points and the figures that show it. */
export interface FoundSignal {
  signal: FraudSignal;
  points: number;
  values: Record<string, unknown>;
}

type Sign = (order: OrderFacts, threshold: number) => Record<string, unknown> | null;

const SIGNS: Readonly<Record<FraudSignal, Sign>> = {
  firstOrderHighValue: ({ customer, totalMinor, currency }, threshold) =>
    customer && !customer.orderedBefore && totalMinor >= threshold
      ? { valueMinor: totalMinor, currency }
      : null,
  highValue: ({ totalMinor, currency }, threshold) =>
    totalMinor >= threshold ? { valueMinor: totalMinor, currency } : null,
  manyOrders: ({ customer }, threshold) =>
    customer && customer.recentOrders >= threshold ? { orders: customer.recentOrders } : null,
  sameAddress: ({ othersAtAddress }, threshold) =>
    othersAtAddress >= threshold ? { orders: othersAtAddress } : null,
  countryDiffers: ({ customer, shipTo }) =>
    customer?.country && shipTo.country && customer.country !== shipTo.country
      ? { billing: customer.country, shipTo: shipTo.country }
      : null,
  unusualQuantity: ({ lines }, threshold) =>
    lines.mostUnits >= threshold ? { units: lines.mostUnits } : null,
  disposableEmail: ({ customer }) => {
    const domain = disposableDomain(customer?.email ?? null);
    return domain === null ? null : { domain };
  },
};

/** The signs of fraud that an order shows, and a finding once their points are too many. */
export function fraud(
  order: OrderFacts,
  rules: RulesFor,
  signals: SignalRules,
  windowHours: number,
): Finding[] {
  const found = signsOf(order, signals);
  const points = found.reduce((sum, one) => sum + one.points, 0);
  const { threshold } = rules('fraud');
  if (found.length === 0 || points < threshold) return [];
  return [{ code: 'fraud', values: { points, threshold, windowHours, signals: found } }];
}

function signsOf(order: OrderFacts, signals: SignalRules): FoundSignal[] {
  const found: FoundSignal[] = [];
  for (const [signal, { points, threshold }] of Object.entries(signals) as [
    FraudSignal,
    SignalRules[FraudSignal],
  ][]) {
    if (points === 0) continue;
    const values = SIGNS[signal](order, threshold);
    if (values) found.push({ signal, points, values });
  }
  return found;
}
