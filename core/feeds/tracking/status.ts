import type { ExceptionKind, Milestone } from '../../contract/tracking.ts';

/** What a carrier's status means in the one milestone model. */
export interface CarrierStatus {
  milestone: Milestone;
  exceptionKind: ExceptionKind | null;
}

export const at = (milestone: Milestone): CarrierStatus => ({ milestone, exceptionKind: null });
export const exception = (exceptionKind: ExceptionKind): CarrierStatus => ({
  milestone: 'exception',
  exceptionKind,
});

/** No status: the carrier knows nothing of the parcel yet. */
export const NOTHING_KNOWN = 'nothingKnown';
export type KnownStatus = CarrierStatus | typeof NOTHING_KNOWN;

const CUSTOMS_WORDS =
  /\b(customs?|douanes?|douani[eè]re?s?|zoll\w*|verzollung|aduanas?|dogan[ae]|alf[aâ]ndega|odprawa celna)\b/iu;
const CLEARED = /clear|dédouan|libér|released|freigegeben|despachad|sdoganat/iu;

/** True where a carrier's words tell of customs, which few status lists have a code for. */
export function tellsOfCustoms(words: string): boolean {
  return CUSTOMS_WORDS.test(words) || (/dédouan|sdogan|verzoll/iu.test(words) && CLEARED.test(words));
}
