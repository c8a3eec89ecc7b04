import type { ConnectorTools, Delivery, Message } from '../../connector.ts';
import type { HttpRequest } from '../../engine/feed-http.ts';
import { deliveryOf, NO_TRACKING_NUMBER } from '../../tracking/index.ts';

const PAGE_SIZE = 100;
/** AfterShip's own code for a tracking that it has already. */
const ALREADY_THERE = 4003;

export interface AfterShipAccess {
  baseUrl: string;
}

/** A request to AfterShip: its APIs up to v4 and those since name the key's header differently. */
export async function afterShipRequest(
  tools: ConnectorTools<AfterShipAccess>,
  query: Record<string, string | number | null> = {},
): Promise<HttpRequest> {
  const url = new URL(`${tools.options.baseUrl}/trackings`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null) url.searchParams.set(name, String(value));
  }
  const key = await tools.secret('apiKey');
  return { url: url.href, headers: { 'aftership-api-key': key, 'as-api-key': key } };
}

interface ListAnswer {
  data?: {
    trackings?: unknown;
    page?: unknown;
    limit?: unknown;
    count?: unknown;
    pagination?: { next_cursor?: unknown; has_next_page?: unknown };
  };
}

/** One page of trackings changed from `since` on; `token` is what the page before it gave as `next`. */
export async function listTrackings(
  tools: ConnectorTools<AfterShipAccess>,
  token: string | null,
  times: { updatedFrom: number | null; createdFrom: number | null },
): Promise<{ trackings: unknown; next: string | null }> {
  const [way = '', value = null] = token?.split(/:(.*)/s) ?? [];
  const request = await afterShipRequest(tools, {
    limit: PAGE_SIZE,
    page: way === 'page' ? value : null,
    cursor: way === 'cursor' ? value : null,
    updated_at_min: isoOf(times.updatedFrom),
    created_at_min: isoOf(times.createdFrom),
  });
  const { data } = ((await tools.http.json(request)) as ListAnswer | null) ?? {};
  return { trackings: data?.trackings, next: nextOf(data, way === 'page' ? Number(value) : 1) };
}

function nextOf(data: ListAnswer['data'], page: number): string | null {
  const cursor = data?.pagination?.next_cursor;
  if (data?.pagination) {
    const more = data.pagination.has_next_page !== false && typeof cursor === 'string' && cursor !== '';
    return more ? `cursor:${cursor}` : null;
  }
  const got = Array.isArray(data?.trackings) ? data.trackings.length : 0;
  const limit = typeof data?.limit === 'number' ? data.limit : PAGE_SIZE;
  return got > 0 && got >= limit ? `page:${page + 1}` : null;
}

/** Asks for a parcel to be tracked; one that is tracked already is done. */
export async function registerTracking(
  tools: ConnectorTools<AfterShipAccess>,
  message: Message,
): Promise<Delivery> {
  const { trackingNumber, carrier, orderNumber } = message.payload;
  if (typeof trackingNumber !== 'string' || trackingNumber === '') {
    return NO_TRACKING_NUMBER;
  }
  const tracking = {
    tracking_number: trackingNumber,
    ...(typeof carrier === 'string' && carrier !== '' ? { slug: carrier.toLowerCase() } : {}),
    ...(typeof orderNumber === 'string' ? { order_id: orderNumber } : {}),
  };
  const request = await afterShipRequest(tools);
  const wrapped = /\/v4$/.test(tools.options.baseUrl);
  const response = await tools.http.request({
    ...request,
    method: 'POST',
    headers: { ...request.headers, 'content-type': 'application/json' },
    body: JSON.stringify(wrapped ? { tracking } : tracking),
  });
  if (codeOfAnswer(response.text) === ALREADY_THERE) return { done: true, response: { alreadyThere: true } };
  return deliveryOf('AfterShip', response.status, response.text);
}

function codeOfAnswer(text: string): number | null {
  try {
    return (JSON.parse(text) as { meta?: { code?: number } } | null)?.meta?.code ?? null;
  } catch {
    return null;
  }
}

function isoOf(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString().replace(/\.\d{3}Z$/, '+00:00');
}
