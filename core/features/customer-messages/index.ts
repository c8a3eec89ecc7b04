export { addresseeOf, type CustomerLanguage, languageOfCountry } from './addressee.ts';
export { findMessengers } from './messengers.queries.ts';
