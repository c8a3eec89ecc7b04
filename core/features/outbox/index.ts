export { destinationsFor, enqueue, type NewMessage, withdraw } from './outbox.queries.ts';
