import type { ConnectorTools, Received, ReceivedRequest } from '../../connector.ts';
import { hmacOf, isHexSignature, rawTrackings, readCarrierTime } from '../../tracking/index.ts';
import { EASYPOST } from './easypost-source.ts';

const EARLY_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
const PREFIX = /^hmac-sha256-hex=/i;

interface EasyPostEvent {
  id?: unknown;
  description?: unknown;
  created_at?: unknown;
  result?: unknown;
}

/** A notification of EasyPost: signed with the webhook's secret, not too old, and told once. */
export async function receiveEasyPost(
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
  const secret = (await tools.secret('webhookSecret')).normalize('NFKD');
  if (!isSigned(secret, request)) {
    return { accepted: false, status: 401, reason: 'The signature is missing or wrong.' };
  }
  const event = readEvent(request.body);
  if (!event || typeof event.id !== 'string') {
    return { accepted: false, status: 400, reason: 'This is no event: an object with an id is expected.' };
  }
  const made = readCarrierTime(request.headers['x-timestamp'] ?? event.created_at, null, 'UTC')?.at;
  if (made === undefined)
    return { accepted: false, status: 400, reason: 'The event does not say when it was made.' };
  const age = tools.clock() - made;
  if (age > tools.options.maxAgeHours * HOUR_MS || age < -EARLY_MS) {
    return { accepted: false, status: 401, reason: 'The event is too old, or of the future.' };
  }
  const tells = event.description === 'tracker.updated' || event.description === 'tracker.created';
  const items = tells ? rawTrackings(EASYPOST, [event.result], null).items : [];
  return { accepted: true, items, nonce: event.id };
}

/** Either of EasyPost's signatures: over the body, or over time stamp, method, path and body. */
function isSigned(secret: string, { headers, method, body }: ReceivedRequest): boolean {
  const overBody = headers['x-hmac-signature'];
  if (overBody) return isHexSignature(overBody.trim().replace(PREFIX, ''), hmacOf(secret, body));
  const overAll = headers['x-hmac-signature-v2'];
  const stamp = headers['x-timestamp'];
  if (!overAll || !stamp) return false;
  const before = Buffer.from(`${stamp}${method.toUpperCase()}${headers['x-path'] ?? ''}`);
  return isHexSignature(overAll.trim().replace(PREFIX, ''), hmacOf(secret, Buffer.concat([before, body])));
}

function readEvent(body: Uint8Array): EasyPostEvent | null {
  try {
    const value = JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
