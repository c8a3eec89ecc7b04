import type { CoreEvent } from '../../contract/events.ts';
import type { ImportAccount } from '../../contract/import.ts';

const EVENT_OF: Record<string, CoreEvent['type']> = {
  facilities: 'network.changed',
  carriers: 'network.changed',
  services: 'network.changed',
  rates: 'network.changed',
  products: 'stock.changed',
  substitutes: 'stock.changed',
  stock: 'stock.changed',
  inbound: 'stock.changed',
  customers: 'orders.changed',
  orders: 'orders.changed',
  orderLines: 'orders.changed',
  returns: 'orders.changed',
  returnLines: 'orders.changed',
  shipments: 'shipments.changed',
  trackingEvents: 'shipments.changed',
};

/** What the screens must hear of after an import that also served orders that waited. */
export function eventsFor(account: ImportAccount, ordersServed: readonly number[]): CoreEvent[] {
  const types = new Set<CoreEvent['type']>();
  for (const [entity, counts] of Object.entries(account.entities)) {
    const type = EVENT_OF[entity];
    if (type && counts.inserted + counts.updated > 0) types.add(type);
  }
  if (account.totals.quarantined > 0) types.add('quarantine.changed');
  if (ordersServed.length > 0) types.add('orders.changed').add('stock.changed').add('promises.changed');
  return [...types].map((type) => ({ type }) as CoreEvent);
}
