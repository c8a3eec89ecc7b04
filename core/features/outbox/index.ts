export { destinationsFor, enqueue, type NewMessage } from './outbox.queries.ts';
