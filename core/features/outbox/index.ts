export { confidential, forAddressee, forOthers } from './confidential.ts';
export { type Destination, destinationsFor, enqueue, type NewMessage, withdraw } from './outbox.queries.ts';
