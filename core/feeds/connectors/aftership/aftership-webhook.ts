import type { ConnectorTools, Received, ReceivedRequest } from '../../connector.ts';
import {
  hmacOf,
  isBase64Signature,
  isInTime,
  REFUSED,
  rawTrackings,
  readEvent,
} from '../../tracking/index.ts';
import { AFTERSHIP } from './aftership-source.ts';

/** A notification of AfterShip: signed with the account's webhook secret, not too old, and told once. */
export async function receiveAfterShip(
  tools: ConnectorTools<{ maxAgeHours: number }>,
  request: ReceivedRequest,
): Promise<Received> {
  if (!(await tools.hasSecret('webhookSecret'))) return REFUSED.noSecret;
  const given = request.headers['aftership-hmac-sha256'] ?? request.headers['as-signature-hmac-sha256'] ?? '';
  const expected = hmacOf(await tools.secret('webhookSecret'), request.body);
  if (!isBase64Signature(given.trim(), expected)) return REFUSED.badSignature;
  const event = readEvent(request.body);
  if (!event) return REFUSED.noEvent('an object');
  if (typeof event.ts !== 'number') return REFUSED.noTime(' (ts)');
  if (!isInTime(tools, event.ts * 1000)) return REFUSED.notInTime;
  const tells = event.msg !== undefined && event.msg !== null;
  const nonce = typeof event.event_id === 'string' ? event.event_id : given.trim();
  return { accepted: true, items: tells ? rawTrackings(AFTERSHIP, [event.msg], null).items : [], nonce };
}
