import type { AppContext } from '../context.ts';
import { validateUnseen } from './validation.service.ts';

const EVERY_MS = 1_000;
/** Of orders that wait, so many pieces a turn: others write meanwhile. */
const PIECES_A_TURN = 4;

/**
 * Looks at orders that nobody has looked at: those of a program that was ended, those that came another way, and all open ones
 * once the rules are others. Goes on until it is stopped.
 */
export function startValidation(ctx: AppContext): () => Promise<void> {
  let looking: Promise<unknown> | null = null;
  const turn = async (): Promise<void> => {
    for (let piece = 0; piece < PIECES_A_TURN; piece++) if ((await validateUnseen(ctx)) === 0) return;
  };
  const timer = setInterval(() => {
    looking ??= turn()
      .catch((error: unknown) =>
        ctx.log(`validation: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
      )
      .finally(() => {
        looking = null;
      });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
