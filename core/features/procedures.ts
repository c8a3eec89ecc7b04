import { implement, ORPCError } from '@orpc/server';
import { contract } from '../contract/index.ts';
import { DatabaseError } from '../db/errors.ts';
import { underProcedure } from '../db/query-log.ts';
import type { AppContext } from './context.ts';

/**
 * The contract, ready to be bound: `os.orders.hold.handler(...)`. Every call passes through here: the permission that
 * its contract declares is checked, its name goes with its statements, what it throws becomes a typed error.
 */
export const os = implement(contract)
  .$context<AppContext>()
  .use(async ({ context, next, path, procedure }) => {
    const { permission } = procedure['~orpc'].meta;
    if (!context.permissions.has(permission)) {
      throw new ORPCError('FORBIDDEN', {
        message: `This needs the permission ${permission}.`,
        data: { permission },
      });
    }
    const name = path.join('.');
    try {
      return await underProcedure(name, () => next());
    } catch (error) {
      throw toRpcError(error, name, context);
    }
  });

/** Something asked for that is not there. */
export function notFound(
  entity: string,
  key: string,
): ORPCError<'NOT_FOUND', { entity: string; key: string }> {
  return new ORPCError('NOT_FOUND', { message: `There is no ${entity} ${key}.`, data: { entity, key } });
}

/** Something that cannot be done in the present state; `action` says what would help. */
export function conflict(
  message: string,
  reason: string,
  action?: string,
): ORPCError<'CONFLICT', { reason: string; action?: string }> {
  return new ORPCError('CONFLICT', { message, data: { reason, ...(action ? { action } : {}) } });
}

/** @throws BAD_REQUEST when a sort names a column that the list does not have. */
export function checkSort(sort: readonly { column: string }[], columns: readonly string[]): void {
  const unknown = sort.find(({ column }) => !columns.includes(column));
  if (!unknown) return;
  throw new ORPCError('BAD_REQUEST', {
    message: `The list has no column ${unknown.column} to sort by.`,
    data: { field: 'sort', action: `Sort by one of: ${columns.join(', ')}.` },
  });
}

/** A code and a sentence for anything thrown: for stored job errors and the command line. */
export function explainError(error: unknown): { code: string; message: string } {
  if (error instanceof ORPCError) return { code: reasonCode(error) ?? error.code, message: error.message };
  if (error instanceof DatabaseError)
    return { code: error.code, message: DATABASE_SENTENCES[error.code] ?? error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'failed', message };
}

/** The code of a refusal, `noStops` say: some errors carry a sentence there instead. */
function reasonCode({ data }: ORPCError<string, unknown>): string | undefined {
  const { reason } = (data ?? {}) as { reason?: unknown };
  return typeof reason === 'string' && /^\w+$/.test(reason) ? reason : undefined;
}

const DATABASE_SENTENCES: Record<string, string> = {
  busy: 'The workspace is in use by another program for too long. Close it or try again.',
  full: 'The disk is full. Free some space and try again: nothing of this was saved.',
  insufficient_stock: 'Not enough is available: the stock was taken meanwhile.',
};

function toRpcError(error: unknown, name: string, context: AppContext): unknown {
  if (error instanceof ORPCError) return error;
  if (error instanceof Error && error.name === 'AbortError')
    return new ORPCError('CANCELLED', { message: 'Cancelled.' });
  if (error instanceof DatabaseError && error.code !== 'failed') {
    const { code, message } = explainError(error);
    return new ORPCError('CONFLICT', { message, data: { reason: code } });
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  context.log(`${name} failed: ${detail}`);
  const { message } = explainError(error);
  return new ORPCError('INTERNAL_SERVER_ERROR', { message });
}
