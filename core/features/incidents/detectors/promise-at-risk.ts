import { HOUR_MS } from './shipment-facts.ts';

/** An order of which something has not left yet. */
export interface OrderFacts {
  id: number;
  number: string;
  promisedAt: number | null;
  priority: number;
  customerId: number | null;
  customer: string | null;
  segment: string | null;
  totalMinor: number;
  currency: string;
  facility: string | null;
}

/** Promised within the threshold in hours, or already overdue, and not all of it has left. */
export function isPromiseAtRisk({ promisedAt }: OrderFacts, hours: number, now: number): boolean {
  return promisedAt !== null && promisedAt - now < hours * HOUR_MS;
}
