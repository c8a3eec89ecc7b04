import { type Delivery, FeedFaultError } from '../connector.ts';

/** A registration of a shipment that has nothing to register. */
export const NO_TRACKING_NUMBER: Delivery = {
  done: false,
  code: 'noTrackingNumber',
  message: 'The shipment has no tracking number.',
  action: 'Enter it and ask for tracking again.',
};

/** What became of a registration by its answer. @throws FeedFaultError for trouble that may pass. */
export function deliveryOf(name: string, status: number, text: string): Delivery {
  const words = errorWords(text);
  if (status >= 200 && status < 300) return { done: true, response: { status, ...idOf(text) } };
  if (status === 401 || status === 403) {
    throw new FeedFaultError('signInRefused', `${name} refuses the sign-in (${status}).`, {
      action: 'Check the key and what it may do.',
      temporary: false,
    });
  }
  if (status === 429) throw new FeedFaultError('tooManyCalls', `${name} asks to be called less often (429).`);
  if (status === 408 || status >= 500) {
    throw new FeedFaultError('serverError', `${name} answered ${status}: ${words}`);
  }
  return {
    done: false,
    code: 'refused',
    message: `${name} does not take the parcel (${status}): ${words}`,
    action: 'Check tracking number and carrier.',
  };
}

function idOf(text: string): { id?: string } {
  const answer = parsed(text);
  const id = answer?.id ?? (answer?.data as { tracking?: { id?: unknown } } | undefined)?.tracking?.id;
  return typeof id === 'string' ? { id } : {};
}

function errorWords(text: string): string {
  const answer = parsed(text);
  const error = (answer?.error ?? answer?.meta) as { message?: unknown } | undefined;
  return String(error?.message ?? text)
    .replace(/\s+/g, ' ')
    .slice(0, 200);
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    return null;
  }
}
