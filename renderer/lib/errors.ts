import { ORPCError } from '@orpc/client';
import type { TFunction } from 'i18next';
import { JobFailure } from './jobs.ts';
import { ConnectionLostError } from './rpc.ts';

export interface ErrorWords {
  /** What happened. */
  title: string;
  /** What to do. */
  action: string;
}

interface ErrorData {
  action?: string;
  reason?: string;
  sku?: string;
  facility?: string;
  available?: number;
  entity?: string;
  key?: string;
}

/** Why the core refused, as its code; undefined for other failures. */
export function reasonOf(error: unknown): string | undefined {
  if (error instanceof JobFailure) return error.code;
  return error instanceof ORPCError ? (error.data as ErrorData | undefined)?.reason : undefined;
}

/** An error in words: what happened and the way out. `t` from any namespace. */
export function describeError(error: unknown, t: TFunction): ErrorWords {
  if (error instanceof ConnectionLostError) {
    return { title: t('common:error.connectionLost'), action: t('common:error.connectionLostAction') };
  }
  if (error instanceof ORPCError) {
    const data = (error.data ?? {}) as ErrorData;
    if (error.code === 'INSUFFICIENT_STOCK') {
      return {
        title: t('common:error.insufficientStock', { ...data }),
        action: t('common:error.insufficientStockAction'),
      };
    }
    if (error.code === 'NOT_FOUND') {
      return {
        title: t([`common:error.missing.${data.entity}`, 'common:error.notFound'], { key: data.key }),
        action: data.action ?? t('common:error.notFoundAction'),
      };
    }
    if (error.status < 500) {
      const sentence = data.reason?.includes(' ') ? data.reason : error.message;
      return { title: sentence, action: data.action ?? t('common:error.correctAction') };
    }
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { title: t('common:error.unexpected'), action: detail };
}
