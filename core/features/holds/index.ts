export { codesOf, type Hold, isOfReception, manualHold, statusAfter, summaryOf } from './hold.ts';
export {
  activeHolds,
  endHolds,
  findHolds,
  letPass,
  placeHolds,
  restateHold,
  writeHeldOrders,
} from './holds.queries.ts';
export { holdByHand } from './holds.service.ts';
