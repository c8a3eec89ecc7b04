import type { ImportKind } from '../../../contract/import.ts';
import type { RowRecord } from './row-reader.ts';

/** Fields that tell one thing of a kind from another; rows of one file that agree in all of them tell of the same thing. */
const KEY_FIELDS: Record<ImportKind, readonly string[]> = {
  facilities: ['facilityCode'],
  products: ['sku'],
  substitutes: ['sku', 'substituteSku'],
  stock: ['sku', 'facilityCode'],
  inbound: ['inboundReference', 'sku', 'facilityCode'],
  customers: ['customerCode'],
  orders: ['orderNumber'],
  orderLines: ['orderNumber', 'lineNumber', 'sku'],
  carriers: ['carrierCode', 'serviceCode'],
  rates: ['carrierCode', 'serviceCode', 'originCountry', 'destinationCountry', 'postalPrefix', 'upToWeight'],
  shipments: ['shipmentNumber'],
  tracking: ['shipmentNumber', 'trackingNumber', 'occurredAt', 'milestone'],
};

export function rowKey(kind: ImportKind, record: RowRecord, mergeSkuCase: boolean): string {
  let key = '';
  for (const field of KEY_FIELDS[kind]) {
    const value = record[field] ?? '';
    key += `${field === 'sku' && mergeSkuCase ? String(value).toUpperCase() : value}\u0000`;
  }
  return key;
}

export function keyFieldsOf(kind: ImportKind): readonly string[] {
  return KEY_FIELDS[kind];
}
