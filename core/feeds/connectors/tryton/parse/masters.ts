import { type FeedRecord, record } from '../../../record.ts';
import {
  addressFields,
  child,
  children,
  type Doc,
  facilityOf,
  figure,
  flag,
  lettered,
  type ParseContext,
  partyCode,
  skuOf,
  text,
  whole,
} from './reader.ts';

const GRAMS_A_KILOGRAM = 1000;
const MILLILITRES_A_LITRE = 1000;

export function parseFacility(doc: Doc, { upstream, version }: ParseContext): FeedRecord[] {
  const fields = {
    facilityCode: facilityOf(doc),
    facilityName: text(doc, 'name'),
    facilityKind: 'warehouse',
    ...addressFields(child(doc, 'address')),
    active: flag(doc, 'active'),
  };
  return [record('facilities', fields, { upstream, version })];
}

export function parseProduct(doc: Doc, { upstream, version, options }: ParseContext): FeedRecord[] {
  const measure = (key: string, unit: number) => {
    const amount = figure(doc, key);
    const factor = figure(child(doc, `${key}_uom`), 'factor');
    return amount === null || factor === null ? null : Math.round(amount * factor * unit);
  };
  const codes = children(doc, 'identifiers');
  const category = children(doc, 'categories')[0] ?? child(doc, 'account_category');
  const fields = {
    sku: skuOf(doc),
    productName: text(doc, 'name'),
    category: text(category, 'name'),
    weight: measure('weight', GRAMS_A_KILOGRAM),
    volume: measure('volume', MILLILITRES_A_LITRE),
    price: figure(doc, 'list_price'),
    cost: figure(doc, 'cost_price'),
    currency: text(doc, 'company_currency') ?? options.currency,
    stocked: text(doc, 'type') !== 'service',
    active: flag(doc, 'active'),
    ean:
      codes.map((code) => (text(code, 'type') === 'ean' ? text(code, 'code') : null)).find(Boolean) ?? null,
  };
  return [record('products', fields, { upstream, version })];
}

/** Parties are customers unless they are something else only. */
export function parseParty(doc: Doc, { upstream, version }: ParseContext): FeedRecord[] {
  const roles = (doc.roles ?? {}) as Doc;
  const other = flag(roles, 'supplies') || flag(roles, 'carries') || flag(roles, 'company');
  if (other && !flag(roles, 'buys')) return [];
  const contact = (...types: string[]) => {
    const found = children(doc, 'contact_mechanisms').find(
      (entry) => types.includes(text(entry, 'type') ?? '') && flag(entry, 'active') !== false,
    );
    return found ? text(found, 'value') : null;
  };
  const fields = {
    customerCode: partyCode(doc),
    customerName: text(doc, 'name'),
    segment: text(children(doc, 'categories')[0] ?? {}, 'name'),
    email: contact('email'),
    phone: contact('phone', 'mobile'),
    ...addressFields(defaultAddress(children(doc, 'addresses'))),
  };
  return [record('customers', fields, { upstream, version })];
}

/** The address of deliveries, else the first one in use. */
function defaultAddress(addresses: readonly Doc[]): Doc {
  const place = (address: Doc) => figure(address, 'sequence') ?? Number.MAX_SAFE_INTEGER;
  const used = addresses.filter((address) => flag(address, 'active') !== false);
  used.sort((a, b) => place(a) - place(b) || (figure(a, 'id') ?? 0) - (figure(b, 'id') ?? 0));
  return used.find((address) => flag(address, 'delivery')) ?? used[0] ?? {};
}

export function carrierCode(carrier: Doc): string | null {
  return lettered('CAR', partyCode(child(carrier, 'party')));
}

export function serviceCode(carrier: Doc): string | null {
  return text(child(carrier, 'carrier_product'), 'code') ?? lettered('CARRIER', text(carrier, 'id'));
}

export function parseCarrier(doc: Doc, { upstream, version }: ParseContext): FeedRecord[] {
  const fields = {
    carrierCode: carrierCode(doc),
    serviceCode: serviceCode(doc),
    carrierName: text(child(doc, 'party'), 'name'),
    serviceName: text(child(doc, 'carrier_product'), 'name'),
    active: flag(doc, 'active'),
  };
  return [record('carriers', fields, { upstream, version })];
}

export function parsePosition(doc: Doc, context: ParseContext): FeedRecord[] {
  const product = (doc.product ?? {}) as Doc;
  const fields = {
    sku: skuOf(product),
    facilityCode: facilityOf((doc.warehouse ?? {}) as Doc),
    onHand: whole(context, figure(doc, 'quantity') ?? 0, 'down', 'onHand'),
    reserved: Math.max(0, whole(context, figure(doc, 'assigned') ?? 0, 'up', 'reserved')),
  };
  return [record('stock', fields, { upstream: context.upstream, version: context.version })];
}
