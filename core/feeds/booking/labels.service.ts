import type { AppContext } from '../../features/context.ts';
import { allFeeds } from '../engine/feed.queries.ts';
import { requestBooking } from './booking.service.ts';

/** What became of a request for labels; `own`: shipments for which no carrier's feed makes one. */
export interface RequestedLabels {
  messages: number;
  own: string[];
  refused: { number: string; code: string; reason: string }[];
}

/** Asks the feed that makes labels, where one is connected, for those of shipments. */
export async function requestLabels(ctx: AppContext, numbers: readonly string[]): Promise<RequestedLabels> {
  const feeds = await allFeeds(ctx.db);
  const feed = feeds.find(({ active, delivers }) => active && delivers.includes('label.request'));
  if (!feed) return { messages: 0, own: [...new Set(numbers)], refused: [] };
  const { messages, refused } = await requestBooking(ctx, numbers, feed.id, 'label.request');
  return { messages, own: [], refused };
}
