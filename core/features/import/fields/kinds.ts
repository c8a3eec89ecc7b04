import type { ImportField, ImportKind } from '../../../contract/import.ts';
import type { Field, KindDefinition } from './field.ts';
import { GOODS_FIELDS } from './goods.fields.ts';
import { ORDER_FIELDS } from './orders.fields.ts';
import { PLACE_FIELDS } from './places.fields.ts';
import { TRANSPORT_FIELDS } from './transport.fields.ts';

const FIELDS: ReadonlyMap<string, Field> = new Map(
  [...PLACE_FIELDS, ...GOODS_FIELDS, ...ORDER_FIELDS, ...TRANSPORT_FIELDS].map((field) => [field.key, field]),
);

const ADDRESS = ['street', 'city', 'postalCode', 'region', 'country'] as const;
const POINT = ['latitude', 'longitude'] as const;

const DEFINITIONS: readonly KindDefinition[] = [
  {
    kind: 'facilities',
    bare: { code: 'facilityCode', name: 'facilityName' },
    required: ['facilityCode'],
    optional: [
      'facilityName',
      'facilityKind',
      ...ADDRESS,
      ...POINT,
      'timeZone',
      'currency',
      'handlingCost',
      'dailyCapacity',
      'cutOff',
      'active',
    ],
    typical: [
      'facilityName',
      'facilityKind',
      'timeZone',
      'handlingCost',
      'dailyCapacity',
      'latitude',
      'city',
    ],
    fileWords: [
      'facilities',
      'facility',
      'warehouses',
      'warehouse',
      'sites',
      'stores',
      'locations',
      'entrepots',
      'magasins',
      'lager',
      'filialen',
      'standorte',
      'network',
      'almacenes',
      'tiendas',
      'depots',
    ],
  },
  {
    kind: 'products',
    bare: { code: 'sku', name: 'productName' },
    required: ['sku'],
    optional: [
      'productName',
      'category',
      'weight',
      'volume',
      'price',
      'cost',
      'currency',
      'stocked',
      'hazardous',
      'active',
    ],
    typical: ['productName', 'category', 'weight', 'volume', 'cost', 'price'],
    fileWords: [
      'products',
      'product',
      'items',
      'articles',
      'skus',
      'catalog',
      'catalogue',
      'produits',
      'artikel',
      'produkte',
      'articulos',
      'productos',
      'prodotti',
      'articoli',
      'item master',
      'stammdaten',
    ],
  },
  {
    kind: 'substitutes',
    bare: { code: 'sku' },
    required: ['sku', 'substituteSku'],
    optional: ['substituteUnits', 'substituteRank', 'substituteNote'],
    typical: ['substituteSku', 'substituteUnits', 'substituteRank', 'substituteNote'],
    fileWords: [
      'substitutes',
      'substitute',
      'substitutions',
      'equivalents',
      'equivalences',
      'produits de substitution',
      'ersatzartikel',
      'ersatz',
      'sustitutos',
      'sostituti',
    ],
  },
  {
    kind: 'stock',
    bare: { code: 'sku' },
    required: ['sku', 'facilityCode', 'onHand'],
    optional: ['reserved', 'safetyStock', 'dailyDemand', 'productName', 'facilityName'],
    typical: ['facilityCode', 'onHand', 'reserved', 'safetyStock', 'dailyDemand'],
    fileWords: [
      'stock',
      'stocks',
      'inventory',
      'onhand',
      'bestand',
      'bestaende',
      'lagerbestand',
      'existencias',
      'giacenze',
      'inventaire',
      'positions',
    ],
  },
  {
    kind: 'inbound',
    bare: { code: 'inboundReference' },
    required: ['inboundReference', 'sku', 'facilityCode', 'quantity', 'expectedAt'],
    optional: ['inboundKind', 'inboundStatus', 'origin'],
    typical: ['inboundReference', 'expectedAt', 'facilityCode', 'origin', 'inboundKind'],
    fileWords: [
      'inbound',
      'purchase',
      'po',
      'receipts',
      'asn',
      'achats',
      'receptions',
      'arrivages',
      'einkauf',
      'wareneingang',
      'entradas',
      'compras',
      'approvisionnements',
    ],
  },
  {
    kind: 'customers',
    bare: { code: 'customerCode', name: 'customerName' },
    required: ['customerCode'],
    optional: [
      'customerName',
      'segment',
      'email',
      'phone',
      'creditLimit',
      'creditStop',
      'overdue',
      ...ADDRESS,
      ...POINT,
    ],
    typical: ['customerName', 'segment', 'email', 'phone'],
    fileWords: [
      'customers',
      'customer',
      'clients',
      'client',
      'kunden',
      'debitoren',
      'clientes',
      'clienti',
      'accounts',
    ],
  },
  {
    kind: 'orders',
    bare: { code: 'orderNumber' },
    required: ['orderNumber', 'orderedAt'],
    optional: [
      'channel',
      'customerCode',
      'customerName',
      'segment',
      'priority',
      'orderStatus',
      'holdReason',
      'orderedTime',
      'promisedAt',
      'shipToName',
      ...ADDRESS,
      ...POINT,
      'currency',
      'orderTotal',
      'paymentState',
      'serviceLevel',
      'shipComplete',
      'collectFacility',
      'holdReference',
      'email',
      'phone',
    ],
    typical: [
      'orderNumber',
      'orderedAt',
      'promisedAt',
      'channel',
      'orderStatus',
      'paymentState',
      'orderTotal',
      'shipToName',
      'customerCode',
    ],
    fileWords: ['orders', 'order', 'commandes', 'auftraege', 'bestellungen', 'pedidos', 'ordini', 'sales'],
  },
  {
    kind: 'orderLines',
    bare: { code: 'orderNumber' },
    required: ['orderNumber', 'sku', 'quantity'],
    optional: ['lineNumber', 'unitPrice', 'lineTotal', 'lineType', 'currency', 'productName'],
    typical: ['orderNumber', 'sku', 'quantity', 'lineNumber', 'unitPrice', 'lineTotal'],
    fileWords: [
      'order lines',
      'orderlines',
      'order items',
      'order details',
      'lines',
      'lignes',
      'lignes de commande',
      'positionen',
      'auftragspositionen',
      'lineas',
      'righe',
      'transactions',
      'sales lines',
      'retail',
      'ventes',
      'verkaeufe',
      'umsatz',
    ],
  },
  {
    kind: 'carriers',
    bare: { code: 'carrierCode', name: 'carrierName' },
    required: ['carrierCode', 'serviceCode'],
    optional: ['carrierName', 'serviceName', 'serviceLevel', 'cutOff', 'maxWeight', 'active'],
    typical: ['carrierCode', 'carrierName', 'serviceCode', 'serviceName', 'serviceLevel', 'maxWeight'],
    fileWords: [
      'carriers',
      'carrier',
      'services',
      'transporteurs',
      'spediteure',
      'transportistas',
      'vettori',
    ],
  },
  {
    kind: 'rates',
    bare: { code: 'serviceCode' },
    required: ['serviceCode', 'upToWeight', 'price'],
    optional: [
      'carrierCode',
      'originCountry',
      'destinationCountry',
      'postalPrefix',
      'currency',
      'transitDaysMin',
      'transitDaysMax',
    ],
    typical: [
      'upToWeight',
      'originCountry',
      'destinationCountry',
      'transitDaysMax',
      'transitDaysMin',
      'postalPrefix',
      'serviceCode',
      'price',
    ],
    fileWords: [
      'rates',
      'rate',
      'rate card',
      'tariffs',
      'tarifs',
      'tarife',
      'tarifas',
      'tariffe',
      'preise',
      'pricing',
    ],
  },
  {
    kind: 'shipments',
    bare: { code: 'shipmentNumber' },
    required: ['shipmentNumber'],
    optional: [
      'orderNumber',
      'facilityCode',
      'carrierCode',
      'serviceCode',
      'trackingNumber',
      'shipmentStatus',
      'shippedAt',
      'promisedAt',
      'deliveredAt',
      'city',
      'postalCode',
      'country',
      ...POINT,
      'weight',
      'cost',
      'currency',
    ],
    typical: [
      'shipmentNumber',
      'trackingNumber',
      'shippedAt',
      'deliveredAt',
      'shipmentStatus',
      'carrierCode',
      'promisedAt',
    ],
    fileWords: [
      'shipments',
      'shipment',
      'parcels',
      'deliveries',
      'expeditions',
      'colis',
      'sendungen',
      'lieferungen',
      'envios',
      'spedizioni',
      'livraisons',
    ],
  },
  {
    kind: 'tracking',
    bare: { code: 'trackingNumber' },
    required: ['occurredAt', 'milestone'],
    optional: ['shipmentNumber', 'trackingNumber', 'eventDescription', 'city', 'country', ...POINT],
    typical: ['occurredAt', 'milestone', 'trackingNumber', 'shipmentNumber', 'eventDescription'],
    fileWords: [
      'tracking',
      'events',
      'scans',
      'suivi',
      'evenements',
      'sendungsverfolgung',
      'seguimiento',
      'tracciamento',
    ],
  },
];

const KINDS: ReadonlyMap<ImportKind, KindDefinition> = new Map(DEFINITIONS.map((kind) => [kind.kind, kind]));

export const ALL_KINDS = DEFINITIONS;

export function kindOf(kind: ImportKind): KindDefinition {
  const definition = KINDS.get(kind);
  if (!definition) throw new Error(`No kind is named ${kind}`);
  return definition;
}

export function fieldOf(key: string): Field | undefined {
  return FIELDS.get(key);
}

export const ALL_FIELDS: readonly Field[] = [...FIELDS.values()];

/** Keys that at least one of the kinds has, required ones of the first kind first. */
export function fieldKeysOf(kinds: readonly ImportKind[]): string[] {
  const keys = new Set<string>();
  for (const kind of kinds) for (const key of kindOf(kind).required) keys.add(key);
  for (const kind of kinds) for (const key of kindOf(kind).optional) keys.add(key);
  return [...keys];
}

/**
 * Fields without which a row is refused. Of a flat file's kinds, those that come along with the rows (a product, a
 * customer) require nothing: they are made where the row names them.
 */
export function requiredOf(kinds: readonly ImportKind[]): string[] {
  const [main] = kinds;
  if (!main) return [];
  const required = [...kindOf(main).required];
  if (main === 'orderLines' && kinds.includes('orders')) required.push('orderedAt');
  return required;
}

/** What a screen shows of the fields of some kinds. */
export function describeFields(kinds: readonly ImportKind[]): ImportField[] {
  const required = new Set(requiredOf(kinds));
  return fieldKeysOf(kinds).map((key) => {
    const field = FIELDS.get(key);
    if (!field) throw new Error(`No field is named ${key}`);
    return {
      key,
      type: field.type,
      required: required.has(key),
      label: field.label,
      help: field.help,
      ...(field.choices ? { choices: Object.keys(field.choices) } : {}),
    };
  });
}
