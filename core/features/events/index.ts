export { createEventBus, type EventBus } from './event-bus.ts';
export { eventsProcedures } from './events.procedures.ts';
