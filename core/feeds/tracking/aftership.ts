import type { RecordProblem } from '../../contract/feed-records.ts';
import type { ParsedItem } from '../record.ts';
import { afterShipStatus } from './aftership-status.ts';
import type { TrackingParseOptions } from './easypost.ts';
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
import { type PlaceFields, readPlace } from './place.ts';
import { NOTHING_KNOWN } from './status.ts';
import { statusOfWord } from './status-words.ts';
import { readCarrierTime } from './time.ts';

/** Reads a tracking in AfterShip's shape (its API of 2013 up to that of 2026). */
export function parseAfterShipTracking(body: string, options: TrackingParseOptions): ParsedItem {
  const tracking = readObject(body);
  if (isParsed(tracking)) return tracking;
  const trackingNumber = codeOf(tracking.tracking_number);
  if (trackingNumber === null) {
    return unreadable('noTrackingNumber', 'The tracking has no tracking_number.', '$.tracking_number', null);
  }
  const problems: RecordProblem[] = [];
  const checkpoints = Array.isArray(tracking.checkpoints) ? tracking.checkpoints : [];
  const events = checkpoints
    .slice(-MOST_EVENTS)
    .map((checkpoint, index) => readCheckpoint(checkpoint, `$.checkpoints[${index}]`, options, problems))
    .filter((event) => event !== null);
  if (events.length === 0) events.push(...announced(tracking));
  const records = trackingRecords({
    trackingNumber,
    reference: carrierWords(tracking.title) === trackingNumber ? null : codeOf(tracking.title),
    orderNumber: codeOf(tracking.order_number) ?? codeOf(tracking.order_id),
    upstream: codeOf(tracking.id) ?? trackingNumber,
    version: readCarrierTime(tracking.updated_at, null, 'UTC')?.at ?? null,
    etaAt: etaOf(tracking, options),
    events,
  });
  return { records, problems };
}

function readCheckpoint(
  checkpoint: unknown,
  path: string,
  options: TrackingParseOptions,
  problems: RecordProblem[],
): CarrierEvent | null {
  if (!isObject(checkpoint)) {
    problems.push(
      problem('error', 'badEvent', 'An event is a JSON object; this is something else.', path, checkpoint),
    );
    return null;
  }
  const place = placeOf(checkpoint);
  const time = readCarrierTime(checkpoint.checkpoint_time, place, options.timeZone);
  if (!time) {
    const reason = 'The event has no time that can be read.';
    problems.push(problem('error', 'badTime', reason, `${path}.checkpoint_time`, checkpoint.checkpoint_time));
    return null;
  }
  const words = carrierWords(checkpoint.message, checkpoint.subtag_message);
  const raw = codeOf(checkpoint.raw_tag) ?? codeOf(checkpoint.raw_status) ?? '';
  const own = statusOfWord(options.words, words ?? '') ?? statusOfWord(options.words, raw);
  const status = own ?? afterShipStatus(codeOf(checkpoint.tag) ?? '', codeOf(checkpoint.subtag) ?? '');
  if (status === null) {
    const reason = `The status “${codeOf(checkpoint.tag) ?? ''}” is not known. Give it a meaning in the feed’s status words and replay.`;
    problems.push(problem('error', 'unknownStatus', reason, `${path}.tag`, checkpoint.tag));
  }
  return status === null || status === NOTHING_KNOWN ? null : { at: time.at, words, ...status, ...place };
}

function placeOf(checkpoint: Record<string, unknown>): PlaceFields {
  const point = isObject(checkpoint.coordinate) ? checkpoint.coordinate : {};
  const pair = Array.isArray(checkpoint.coordinates) ? checkpoint.coordinates : [];
  return readPlace({
    city: checkpoint.city,
    state: checkpoint.state,
    country: checkpoint.country_region ?? checkpoint.country_iso3 ?? checkpoint.country_name,
    text: checkpoint.location,
    latitude: point.latitude ?? pair[1],
    longitude: point.longitude ?? pair[0],
  });
}

function etaOf(tracking: Record<string, unknown>, options: TrackingParseOptions): number | null {
  const candidates = [
    tracking.latest_estimated_delivery,
    tracking.courier_estimated_delivery_date,
    tracking.aftership_estimated_delivery_date,
    { datetime: tracking.expected_delivery },
  ];
  for (const candidate of candidates) {
    if (!isObject(candidate)) continue;
    const value = candidate.datetime ?? candidate.estimated_delivery_date ?? candidate.datetime_max;
    const time = readCarrierTime(value, null, options.timeZone);
    if (time) return time.at;
  }
  return null;
}

function announced(tracking: Record<string, unknown>): CarrierEvent[] {
  const status = afterShipStatus(codeOf(tracking.tag) ?? '', codeOf(tracking.subtag) ?? '');
  const time = readCarrierTime(tracking.updated_at ?? tracking.created_at, null, 'UTC');
  if (status === null || status === NOTHING_KNOWN || !time) return [];
  return [
    { at: time.at, words: carrierWords(tracking.subtag_message, tracking.tag), ...status, ...readPlace({}) },
  ];
}
