import type { RecordFields } from '../record.ts';
import type { ComparedKind } from './fields.ts';

const KEY_FIELDS: Record<ComparedKind, readonly [string, ...string[]]> = {
  facilities: ['facilityCode'],
  products: ['sku'],
  customers: ['customerCode'],
  stock: ['sku', 'facilityCode'],
  inbound: ['inboundReference', 'sku', 'facilityCode'],
  orders: ['orderNumber'],
  shipments: ['shipmentNumber'],
  returns: ['returnNumber'],
};

/** The parts of a key; the first one may hold the separator itself. */
export function keyParts(key: string, count: number): string[] {
  const parts = key.split('|');
  return [parts.slice(0, parts.length - count + 1).join('|'), ...parts.slice(parts.length - count + 1)];
}

/** The business fields that a key is made of. */
export function keyFields(kind: ComparedKind, key: string): RecordFields {
  const names = KEY_FIELDS[kind];
  const parts = keyParts(key, names.length);
  return Object.fromEntries(names.map((name, index) => [name, parts[index] ?? '']));
}
