import type { ConnectorTools, Received } from '../connector.ts';
import { isObject } from './events.ts';

const EARLY_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;

const refused = (status: 400 | 401 | 403, reason: string): Received => ({ accepted: false, status, reason });

/** Why a notification is turned away. */
export const REFUSED = {
  noSecret: refused(403, 'This feed has no webhook secret, so nothing can be checked.'),
  badSignature: refused(401, 'The signature is missing or wrong.'),
  notInTime: refused(401, 'The event is too old, or of the future.'),
  noTime: (field = '') => refused(400, `The event does not say when it was made${field}.`),
  noEvent: (expected: string) => refused(400, `This is no event: ${expected} is expected.`),
};

/** The JSON object that a notification's body is; null where it is something else. */
export function readEvent(body: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Whether an event made then may still be told: a copy sent again much later changes nothing. */
export function isInTime(
  { clock, options }: ConnectorTools<{ maxAgeHours: number }>,
  madeAt: number,
): boolean {
  const age = clock() - madeAt;
  return age <= options.maxAgeHours * HOUR_MS && age >= -EARLY_MS;
}
