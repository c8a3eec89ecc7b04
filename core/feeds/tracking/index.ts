export { parseAfterShipTracking } from './aftership.ts';
export { afterShipStatus } from './aftership-status.ts';
export { parseEasyPostTracker, type TrackingParseOptions } from './easypost.ts';
export { easyPostStatus } from './easypost-status.ts';
export { type CarrierPlace, type PlaceFields, readPlace } from './place.ts';
export { hmacOf, isBase64Signature, isHexSignature } from './signature.ts';
export { type CarrierStatus, type KnownStatus, NOTHING_KNOWN } from './status.ts';
export { readStatusWords, type StatusWordFault, type StatusWords, statusOfWord } from './status-words.ts';
export { type CarrierTime, readCarrierTime } from './time.ts';
