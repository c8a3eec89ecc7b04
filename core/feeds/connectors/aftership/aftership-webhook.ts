import type { ConnectorTools, Received, ReceivedRequest } from '../../connector.ts';
import { hmacOf, isBase64Signature, rawTrackings } from '../../tracking/index.ts';
import { AFTERSHIP } from './aftership-source.ts';

const EARLY_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;

interface AfterShipEvent {
  event?: unknown;
  event_id?: unknown;
  ts?: unknown;
  msg?: unknown;
}

/** A notification of AfterShip: signed with the account's webhook secret, not too old, and told once. */
export async function receiveAfterShip(
  tools: ConnectorTools<{ maxAgeHours: number }>,
  request: ReceivedRequest,
): Promise<Received> {
  if (!(await tools.hasSecret('webhookSecret'))) {
    return {
      accepted: false,
      status: 403,
      reason: 'This feed has no webhook secret, so nothing can be checked.',
    };
  }
  const given = request.headers['aftership-hmac-sha256'] ?? request.headers['as-signature-hmac-sha256'] ?? '';
  const expected = hmacOf(await tools.secret('webhookSecret'), request.body);
  if (!isBase64Signature(given.trim(), expected)) {
    return { accepted: false, status: 401, reason: 'The signature is missing or wrong.' };
  }
  const event = readEvent(request.body);
  if (!event) return { accepted: false, status: 400, reason: 'This is no event: an object is expected.' };
  if (typeof event.ts !== 'number') {
    return { accepted: false, status: 400, reason: 'The event does not say when it was made (ts).' };
  }
  const age = tools.clock() - event.ts * 1000;
  if (age > tools.options.maxAgeHours * HOUR_MS || age < -EARLY_MS) {
    return { accepted: false, status: 401, reason: 'The event is too old, or of the future.' };
  }
  const tells = event.msg !== undefined && event.msg !== null;
  const nonce = typeof event.event_id === 'string' ? event.event_id : given.trim();
  return { accepted: true, items: tells ? rawTrackings(AFTERSHIP, [event.msg], null).items : [], nonce };
}

function readEvent(body: Uint8Array): AfterShipEvent | null {
  try {
    const value = JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
