import type { AppContext } from '../context.ts';
import { tryCommand } from '../journal/index.ts';
import type { NewMessage } from '../outbox/index.ts';
import { releaseWithin } from './release.service.ts';

/** What releasing waves would send now, message by message: the release is carried out and taken back. @throws CONFLICT `notPlanned` */
export function messagesOfRelease(
  ctx: AppContext,
  waveIds: readonly number[],
  signal: AbortSignal,
): Promise<(NewMessage & { createdAt: number })[]> {
  return tryCommand(ctx, async (command) => {
    const { messages } = await releaseWithin(ctx, command, waveIds, { progress: () => {}, signal });
    return messages.map((message) => ({ ...message, createdAt: command.at }));
  });
}
