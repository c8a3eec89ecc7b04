export { carriersProcedures } from './carriers.procedures.ts';
export { findCarriers } from './carriers.queries.ts';
export { type ChosenCount, chooseWithin } from './choice.service.ts';
export { roomOfCarriers } from './room.service.ts';
