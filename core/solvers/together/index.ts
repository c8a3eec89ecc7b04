export { overdrawn, type PlacedOrder, type ScarceNeed } from './overdrawn.ts';
