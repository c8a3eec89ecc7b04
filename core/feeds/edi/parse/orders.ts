import type { Segment } from '../edi.ts';
import type { Draft, MessageContext } from './context.ts';

/** A line of an order as far as it could be read. */
export interface LineDraft {
  segment: Segment;
  /** Element of the product number, for the remark when there is none. */
  skuElement: number;
  sku: string | null;
  quantity: number | null;
  quantityElement: number;
  draft: Draft;
}

/** Lines that can be used; the others are reported. Lines for nothing and returns are left out. */
export function usableLines(context: MessageContext, lines: readonly LineDraft[]): Draft[] {
  const usable: Draft[] = [];
  for (const line of lines) {
    const { segment, sku, quantity } = line;
    if (sku === null) {
      const reason = 'The line names no product: without a product number it cannot be used.';
      context.problems.error('missingProduct', reason, { segment, element: line.skuElement });
    } else if (quantity === null) {
      const reason = `The line for ${sku} says no quantity that can be read.`;
      context.problems.error('missingQuantity', reason, { segment, element: line.quantityElement });
    } else if (quantity < 0) {
      const reason = `The line for ${sku} is about ${quantity} units: goods coming back are left out of the order.`;
      context.problems.warn('negativeQuantity', reason, { segment, element: line.quantityElement });
    } else if (quantity === 0) {
      context.problems.warn('noQuantity', `The line for ${sku} is about nothing and is left out.`, {
        segment,
        element: line.quantityElement,
      });
    } else usable.push({ sku, quantity, ...line.draft });
  }
  return numbered(context, usable);
}

/** Lines that share a number get one of their own, in the order of the message. */
function numbered(context: MessageContext, lines: Draft[]): Draft[] {
  const used = new Set<number>();
  let highest = lines.reduce((most, line) => Math.max(most, Number(line.lineNumber ?? 0)), 0);
  for (const line of lines) {
    const given = Number(line.lineNumber ?? 0);
    if (given > 0 && !used.has(given)) used.add(given);
    else {
      if (given > 0) {
        context.once('repeatedLine', () =>
          context.problems.warn(
            'repeatedLine',
            `Line number ${given} occurs more than once; later ones are numbered anew.`,
          ),
        );
      }
      highest += 1;
      line.lineNumber = highest;
      used.add(highest);
    }
  }
  return lines;
}

/** Adds an order where it has a number and lines (a cancelled one needs none), and says what is missing where it has not. */
export function addOrder(
  context: MessageContext,
  order: {
    number: string | null;
    segment: Segment;
    element: number;
    draft: Draft;
    lines: Draft[];
    /** It answers an order as a whole and has no lines. */
    headerOnly?: boolean;
  },
): void {
  const { number, segment, element, draft, lines } = order;
  if (number === null) {
    const reason = 'The order has no number: without it nobody can tell which order is meant.';
    context.problems.error('missingNumber', reason, { segment, element });
    return;
  }
  const cancelled = draft.orderStatus === 'cancelled';
  if (lines.length === 0 && !cancelled && !order.headerOnly) {
    context.problems.error('noLines', `Order ${number} has no line that can be used.`, { segment });
    return;
  }
  let orderedAt = draft.orderedAt ?? null;
  if (orderedAt === null) {
    orderedAt = context.message.sentAt;
    if (orderedAt === null) {
      context.problems.error('missingDate', `Order ${number} says no date, nor does its envelope.`, {
        segment,
      });
      return;
    }
    context.problems.warn(
      'missingDate',
      `Order ${number} says no order date: the day it was sent is taken.`,
      { segment },
    );
  }
  context.add(
    'orders',
    { orderNumber: number, channel: 'edi', ...draft, orderedAt },
    order.headerOnly ? undefined : lines,
  );
}
