export { confidential, forAddressee, forOthers } from './confidential.ts';
export { destinationsFor, enqueue, type NewMessage, withdraw } from './outbox.queries.ts';
