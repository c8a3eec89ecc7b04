import type { AppContext } from '../features/context.ts';
import { os } from '../features/procedures.ts';
import { messagesOfRelease } from '../features/waves/index.ts';
import type { Message } from './connector.ts';
import { feedsOf } from './engine/engine.ts';
import { feedById } from './engine/feed.queries.ts';
import { connectorOf, type Feed, optionsOf } from './engine/feed.ts';

/** `waves.messages`: what a release would send, as the feeds would write it. */
export const releaseMessages = os.waves.messages.handler(async ({ context, input, signal }) => {
  const messages = await messagesOfRelease(context, input.waveIds, signal ?? new AbortController().signal);
  const shown = [];
  for (const [feedId, own] of Map.groupBy(messages, (message) => message.feedId)) {
    const feed = await feedById(context.db, feedId);
    if (!feed) continue;
    for (const { kind, subject, ...message } of own.slice(0, input.ofEachFeed)) {
      const written = writtenBy(context, feed, { kind, subject, attempt: 1, ...message });
      shown.push({ feed: feed.name, kind, subject, ...written });
    }
  }
  return shown;
});

function writtenBy(ctx: AppContext, feed: Feed, message: Message): { fileName: string | null; text: string } {
  const connector = connectorOf(feedsOf(ctx).registry, feed.connector);
  if (!connector.write) return { fileName: null, text: JSON.stringify(message.payload, null, 2) };
  const { fileName, text } = connector.write(message, optionsOf(connector, feed));
  return { fileName, text };
}
