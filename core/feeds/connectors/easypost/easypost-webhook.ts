import type { ConnectorTools, Received, ReceivedRequest } from '../../connector.ts';
import {
  hmacOf,
  isHexSignature,
  isInTime,
  REFUSED,
  rawTrackings,
  readCarrierTime,
  readEvent,
} from '../../tracking/index.ts';
import { EASYPOST } from './easypost-source.ts';

const PREFIX = /^hmac-sha256-hex=/i;

/** A notification of EasyPost: signed with the webhook's secret, not too old, and told once. */
export async function receiveEasyPost(
  tools: ConnectorTools<{ maxAgeHours: number }>,
  request: ReceivedRequest,
): Promise<Received> {
  if (!(await tools.hasSecret('webhookSecret'))) return REFUSED.noSecret;
  const secret = (await tools.secret('webhookSecret')).normalize('NFKD');
  if (!isSigned(secret, request)) return REFUSED.badSignature;
  const event = readEvent(request.body);
  if (!event || typeof event.id !== 'string') return REFUSED.noEvent('an object with an id');
  const made = readCarrierTime(request.headers['x-timestamp'] ?? event.created_at, null, 'UTC')?.at;
  if (made === undefined) return REFUSED.noTime();
  if (!isInTime(tools, made)) return REFUSED.notInTime;
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
