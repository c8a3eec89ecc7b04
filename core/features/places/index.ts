export type { PlaceMatch } from './place-search.ts';
export { type Address, type Location, openGazetteer, type Places, type Precision } from './places.ts';
