import type { RecordProblem } from '../../contract/feed-records.ts';
import type { ParsedItem } from '../record.ts';
import { easyPostStatus } from './easypost-status.ts';
import {
  type CarrierEvent,
  carrierWords,
  codeOf,
  isObject,
  isParsed,
  MOST_EVENTS,
  problem,
  readObject,
  trackingRecords,
  unreadable,
} from './events.ts';
import { readPlace } from './place.ts';
import { type KnownStatus, NOTHING_KNOWN } from './status.ts';
import { type StatusWords, statusOfWord } from './status-words.ts';
import { readCarrierTime } from './time.ts';

export interface TrackingParseOptions {
  /** IANA zone of times that bring none and whose place is not known. */
  timeZone: string;
  /** What the carrier's words mean beyond the usual lists; counts before them. */
  words: StatusWords;
}

/** Reads a tracker in EasyPost's shape. */
export function parseEasyPostTracker(body: string, options: TrackingParseOptions): ParsedItem {
  const tracker = readObject(body);
  if (isParsed(tracker)) return tracker;
  const trackingNumber = codeOf(tracker.tracking_code);
  if (trackingNumber === null) {
    return unreadable('noTrackingNumber', 'The tracker has no tracking_code.', '$.tracking_code', null);
  }
  const problems: RecordProblem[] = [];
  const details = Array.isArray(tracker.tracking_details) ? tracker.tracking_details : [];
  const events = details
    .slice(-MOST_EVENTS)
    .map((detail, index) => readDetail(detail, `$.tracking_details[${index}]`, options, problems))
    .filter((event) => event !== null);
  if (events.length === 0) events.push(...announced(tracker, options, problems));
  const updated = readCarrierTime(tracker.updated_at, null, 'UTC');
  const records = trackingRecords({
    trackingNumber,
    ...references(tracker),
    upstream: codeOf(tracker.id) ?? trackingNumber,
    version: updated?.at ?? null,
    etaAt: readCarrierTime(tracker.est_delivery_date, null, options.timeZone)?.at ?? null,
    events,
  });
  return { records, problems };
}

/** EasyPost trackers carry no references of ours; those of the demo carriers and of proxies may. */
function references(tracker: Record<string, unknown>) {
  return { reference: codeOf(tracker.reference), orderNumber: codeOf(tracker.order_reference) };
}

function readDetail(
  detail: unknown,
  path: string,
  options: TrackingParseOptions,
  problems: RecordProblem[],
): CarrierEvent | null {
  if (!isObject(detail)) {
    problems.push(
      problem('error', 'badEvent', 'An event is a JSON object; this is something else.', path, detail),
    );
    return null;
  }
  const location = isObject(detail.tracking_location) ? detail.tracking_location : {};
  const place = readPlace(location);
  const time = readCarrierTime(detail.datetime, place, options.timeZone);
  if (!time) {
    problems.push(
      problem(
        'error',
        'badTime',
        'The event has no time that can be read.',
        `${path}.datetime`,
        detail.datetime,
      ),
    );
    return null;
  }
  const words = carrierWords(detail.message, detail.description);
  const status = statusOf(detail, words ?? '', options, `${path}.status`, problems);
  return status === null ? null : { at: time.at, words, ...status, ...place };
}

function statusOf(
  source: Record<string, unknown>,
  words: string,
  options: TrackingParseOptions,
  path: string,
  problems: RecordProblem[],
): Exclude<KnownStatus, typeof NOTHING_KNOWN> | null {
  const own = statusOfWord(options.words, words) ?? statusOfWord(options.words, codeOf(source.status) ?? '');
  if (own) return own;
  const status = easyPostStatus(codeOf(source.status) ?? '', codeOf(source.status_detail) ?? '', words);
  if (status === NOTHING_KNOWN) return null;
  if (status === null) {
    const reason = `The status “${codeOf(source.status) ?? ''}” is not known. Give it a meaning in the feed’s status words and replay.`;
    problems.push(problem('error', 'unknownStatus', reason, path, source.status));
  }
  return status;
}

/** A tracker without a scan may still say that the parcel is announced. */
function announced(
  tracker: Record<string, unknown>,
  options: TrackingParseOptions,
  problems: RecordProblem[],
): CarrierEvent[] {
  const words = carrierWords(tracker.status_detail, tracker.status);
  const status = statusOf(tracker, '', options, '$.status', problems);
  const time = readCarrierTime(tracker.updated_at ?? tracker.created_at, null, 'UTC');
  const created = readCarrierTime(tracker.created_at, null, 'UTC');
  const at = status?.milestone === 'booked' ? (created ?? time) : time;
  return status && at ? [{ at: at.at, words, ...status, ...readPlace({}) }] : [];
}
