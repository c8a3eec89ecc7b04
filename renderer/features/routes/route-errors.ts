import { ORPCError } from '@orpc/client';
import type { TFunction } from 'i18next';
import { describeError, type ErrorWords } from '../../lib/errors.ts';

/** A job that failed, with the core's code. */
export class JobFailure extends Error {
  readonly code: string;

  constructor({ code, message }: { code: string; message: string }) {
    super(message);
    this.name = 'JobFailure';
    this.code = code;
  }
}

/** Why the core refused, as its code; undefined for other failures. */
export function reasonOf(error: unknown): string | undefined {
  if (error instanceof JobFailure) return error.code;
  return error instanceof ORPCError ? (error.data as { reason?: string } | undefined)?.reason : undefined;
}

/** An error of routing in words: those of its code where there are some. */
export function routeErrorWords(error: unknown, t: TFunction): ErrorWords {
  const words = describeError(error, t);
  const reason = reasonOf(error);
  if (reason === undefined) return words;
  const title = t(`routes:error.${reason}`, { defaultValue: '' });
  return title === ''
    ? words
    : { title, action: t(`routes:errorAction.${reason}`, { defaultValue: words.action }) };
}
