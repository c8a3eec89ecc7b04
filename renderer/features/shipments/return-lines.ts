import type { OrderDetail } from '../../../core/contract/orders.ts';

export interface ReturnableLine {
  lineNumber: number;
  sku: string;
  name: string;
  /** Shipped: the most that can come back. */
  most: number;
}

/** What of an order can come back: its lines that have left. */
export function returnableLines(detail: Pick<OrderDetail, 'lines'>): ReturnableLine[] {
  return detail.lines
    .filter((line) => line.quantityShipped > 0)
    .map(({ lineNumber, sku, name, quantityShipped }) => ({ lineNumber, sku, name, most: quantityShipped }));
}

/** Whole numbers from 0 to what was shipped; undefined for anything else. */
export function readQuantity(text: string, most: number): number | undefined {
  if (text.trim() === '') return 0;
  const value = Number(text);
  return Number.isInteger(value) && value >= 0 && value <= most ? value : undefined;
}
