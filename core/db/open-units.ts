import { sql } from 'kysely';

/** Of an order line `l`: units that nothing is reserved for, and that have neither left nor been cancelled. */
export const OPEN_UNITS = sql<number>`(l.quantity - l.quantity_allocated - l.quantity_shipped - l.quantity_cancelled)`;
