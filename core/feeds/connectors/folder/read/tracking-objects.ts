import type { ParsedItem } from '../../../record.ts';
import { codeOf, isObject, parseAfterShipTracking, parseEasyPostTracker } from '../../../tracking/index.ts';
import type { ReadingOptions } from '../options.ts';

const NO_WORDS = new Map<string, never>();

/** A carrier's tracking, in one of the shapes that are known without a mapping. */
export interface TrackingObject {
  kind: 'easypost.tracker' | 'aftership.tracking';
  number: string | null;
  body: string;
}

/** Trackings that an object is or wraps (an event, an answer's page); null when it has nothing of the kind. */
export function trackingsIn(value: unknown): TrackingObject[] | null {
  if (!isObject(value)) return null;
  const own = trackingOf(value);
  if (own) return [own];
  const inner = [value.result, value.msg, value.tracker, value.tracking].find(isObject);
  const wrapped = inner && trackingOf(inner);
  if (wrapped) return [wrapped];
  const data = isObject(value.data) ? value.data : value;
  const list = [data.trackers, data.trackings, data.tracking].find(
    (one) => Array.isArray(one) || isObject(one),
  );
  const objects = (Array.isArray(list) ? list : [list]).filter(isObject);
  const found = objects.map(trackingOf).filter((one) => one !== null);
  return found.length > 0 ? found : null;
}

function trackingOf(value: Record<string, unknown>): TrackingObject | null {
  if (value.object === 'Tracker' || Array.isArray(value.tracking_details)) {
    return { kind: 'easypost.tracker', number: codeOf(value.tracking_code), body: JSON.stringify(value) };
  }
  if (Array.isArray(value.checkpoints)) {
    return { kind: 'aftership.tracking', number: codeOf(value.tracking_number), body: JSON.stringify(value) };
  }
  return null;
}

/** What such a tracking says. */
export function parseTracking(
  kind: TrackingObject['kind'],
  body: string,
  options: ReadingOptions,
): ParsedItem {
  const reading = { timeZone: options.timeZone, words: NO_WORDS };
  return kind === 'easypost.tracker'
    ? parseEasyPostTracker(body, reading)
    : parseAfterShipTracking(body, reading);
}
