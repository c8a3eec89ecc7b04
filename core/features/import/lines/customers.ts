import type { RowRecord } from '../rows/row-reader.ts';
import type { OrderGroup } from './order-group.ts';

/** A customer as a file of orders tells of it. */
export interface CustomerDraft {
  code: string;
  record: RowRecord;
}

const CUSTOMER_FIELDS = [
  'customerName',
  'segment',
  'email',
  'phone',
  'street',
  'city',
  'postalCode',
  'region',
  'country',
  'latitude',
  'longitude',
];

/** The customer of an order; null for guests. */
export function customerOf(header: RowRecord): CustomerDraft | null {
  const code = customerCodeOf(header);
  if (code === null) return null;
  const record: RowRecord = {};
  for (const field of CUSTOMER_FIELDS) if (field in header) record[field] = header[field] ?? null;
  return { code, record };
}

/** A customer's code; its e-mail address or name where a file has no codes. */
export function customerCodeOf(header: RowRecord): string | null {
  if ('customerCode' in header) return textOrNull(header.customerCode);
  return textOrNull(header.email)?.toLowerCase() ?? textOrNull(header.customerName);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Customers of the groups that were not met before. */
export function newCustomers(groups: readonly OrderGroup[], met: Set<string>): CustomerDraft[] {
  const found: CustomerDraft[] = [];
  for (const group of groups) {
    const customer = customerOf(group.header);
    if (!customer || met.has(customer.code)) continue;
    met.add(customer.code);
    found.push(customer);
  }
  return found;
}
