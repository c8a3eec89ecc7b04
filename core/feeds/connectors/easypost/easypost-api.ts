import type { ConnectorTools, Delivery, Message } from '../../connector.ts';
import type { HttpRequest } from '../../engine/feed-http.ts';
import { codeOf, deliveryOf, isObject, NO_TRACKING_NUMBER } from '../../tracking/index.ts';

const PAGE_SIZE = 100;

export interface EasyPostAccess {
  baseUrl: string;
}

/** A request to EasyPost with the key as the user of basic authentication. */
export async function easyPostRequest(
  tools: ConnectorTools<EasyPostAccess>,
  path: string,
  query: Record<string, string | number | null> = {},
): Promise<HttpRequest> {
  const url = new URL(`${tools.options.baseUrl}${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null) url.searchParams.set(name, String(value));
  }
  const key = await tools.secret('apiKey');
  return { url: url.href, headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` } };
}

/** One page of trackers, the latest created first; `next` is where the following one begins. */
export async function listTrackers(
  tools: ConnectorTools<EasyPostAccess>,
  beforeId: string | null,
  createdFrom: number,
): Promise<{ trackings: unknown; next: string | null }> {
  const request = await easyPostRequest(tools, '/trackers', {
    page_size: PAGE_SIZE,
    before_id: beforeId,
    start_datetime: new Date(createdFrom).toISOString(),
  });
  const answer = (await tools.http.json(request)) as { trackers?: unknown; has_more?: unknown } | null;
  const last = Array.isArray(answer?.trackers) ? (answer.trackers.at(-1) as unknown) : null;
  const lastId = isObject(last) ? codeOf(last.id) : null;
  const more = answer?.has_more === true && lastId !== beforeId;
  return { trackings: answer?.trackers, next: more ? lastId : null };
}

/**
 * Asks for a parcel to be tracked. EasyPost answers a number that it tracks already with the tracker that there is, so the
 * same message twice has one effect.
 */
export async function registerTracker(
  tools: ConnectorTools<EasyPostAccess>,
  message: Message,
): Promise<Delivery> {
  const { trackingNumber, carrier } = message.payload;
  if (typeof trackingNumber !== 'string' || trackingNumber === '') {
    return NO_TRACKING_NUMBER;
  }
  const request = await easyPostRequest(tools, '/trackers');
  const tracker = {
    tracking_code: trackingNumber,
    ...(typeof carrier === 'string' && carrier !== '' ? { carrier } : {}),
  };
  const response = await tools.http.request({
    ...request,
    method: 'POST',
    headers: {
      ...request.headers,
      'content-type': 'application/json',
      'idempotency-key': message.idempotencyKey,
    },
    body: JSON.stringify({ tracker }),
  });
  return deliveryOf('EasyPost', response.status, response.text);
}
