export { codesOf, type Hold, holdsOf, isOfReception, statusAfter, summaryOf } from './hold.ts';
export {
  activeHolds,
  endHolds,
  findHolds,
  letPass,
  placeHolds,
  restateHold,
  writeHeldOrders,
} from './holds.queries.ts';
