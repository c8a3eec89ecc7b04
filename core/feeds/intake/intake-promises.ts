import { ORPCError } from '@orpc/server';
import type { z } from 'zod';
import { holdRequest, type PromiseHold, type PromiseQuote, promiseRequest } from '../../contract/promise.ts';
import { holdPromise, quotePromise, releaseHold } from '../../features/promise/index.ts';
import type { IntakeContext } from './intake.service.ts';

/** What was sent, checked: the API hands it on as it came. @throws BAD_REQUEST with the first thing that is wrong */
function checked<Schema extends z.ZodType>(schema: Schema, sent: unknown): z.output<Schema> {
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.');
  throw new ORPCError('BAD_REQUEST', {
    message: place ? `${place}: ${issue?.message}` : (issue?.message ?? 'This cannot be read.'),
    data: { action: 'See /api/docs for what is expected.' },
  });
}

/** The failures of the core's own procedures, as the API tells them. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ORPCError) || error.status >= 500) throw error;
    const { code, message, data } = error as ORPCError<
      string,
      { action?: string; reason?: string } | undefined
    >;
    const action = data?.action ?? data?.reason;
    throw new ORPCError(code, { message, ...(action ? { data: { action } } : {}) });
  }
}

export function quoteFor({ app }: IntakeContext, sent: unknown): Promise<PromiseQuote> {
  return told(quotePromise(app, checked(promiseRequest, sent)));
}

/** A key of one's own never meets that of another sender. */
export function holdFor({ app, key, idempotencyKey }: IntakeContext, sent: unknown): Promise<PromiseHold> {
  const request = checked(holdRequest, sent);
  const own = request.key ?? idempotencyKey;
  return told(holdPromise(app, { ...request, ...(own === null ? {} : { key: `api ${key.id}: ${own}` }) }));
}

export function releaseFor({ app }: IntakeContext, sent: unknown): Promise<PromiseHold> {
  const reference = (sent as { reference?: unknown } | null)?.reference;
  if (typeof reference !== 'string' || reference === '') {
    throw new ORPCError('BAD_REQUEST', { message: 'reference: the hold to give back is missing.' });
  }
  return told(releaseHold(app, reference));
}
