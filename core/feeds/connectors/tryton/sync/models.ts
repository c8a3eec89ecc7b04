import type { RecordKind } from '../../../../contract/feed-records.ts';
import { TRYTON_KINDS, type TrytonOptions } from '../options.ts';
import type { Domain } from '../rpc/tryton-client.ts';

/** A kind of document that is made of Tryton's records: named after the model at its root. */
export interface DocumentKind {
  model: string;
  record: RecordKind;
  /** Which records of the model. */
  domain: Domain;
  /**
   * Paths to the records that belong to it, each with a dot at its end. Children do not touch their parents' dates in Tryton,
   * so theirs are looked at as well.
   */
  parts: readonly string[];
  fields: readonly string[];
  /** Names of records that are still under way, looked at one by one now and then. */
  openStates?: readonly string[];
}

const ADDRESS = [
  'street',
  'postal_code',
  'city',
  'country.code',
  'subdivision.name',
  'party_name',
  'name',
] as const;

const under = (path: string, fields: readonly string[]) => fields.map((field) => `${path}.${field}`);
const NAMED = ['code', 'name'] as const;
const MOVE = [
  'product.code',
  'internal_quantity',
  'state',
  'planned_date',
  'origin',
  'create_date',
  'write_date',
] as const;

/** Everything that is read, in the order in which one needs the other. */
export const DOCUMENTS: readonly DocumentKind[] = [
  {
    model: 'stock.location',
    record: 'facilities',
    domain: [['type', '=', 'warehouse']],
    parts: ['address.'],
    fields: [
      'code',
      'name',
      'active',
      'create_date',
      'write_date',
      ...under('address', ADDRESS),
      'address.write_date',
    ],
  },
  {
    model: 'product.product',
    record: 'products',
    domain: [],
    parts: ['template.', 'identifiers.', 'cost_prices.', 'template.list_prices.'],
    fields: [
      ...['code', 'name', 'type', 'active', 'create_date', 'write_date'],
      ...['weight', 'weight_uom.factor', 'volume', 'volume_uom.factor', 'list_price', 'cost_price'],
      ...['identifiers.type', 'identifiers.code', 'categories.name', 'account_category.name'],
      ...['default_uom.symbol', 'template.create_date', 'template.write_date', 'cost_prices.write_date'],
      ...['cost_prices.create_date', 'template.list_prices.write_date', 'template.list_prices.create_date'],
    ],
  },
  {
    model: 'party.party',
    record: 'customers',
    domain: [],
    parts: ['addresses.', 'contact_mechanisms.'],
    fields: [
      ...['code', 'name', 'active', 'categories.name', 'create_date', 'write_date'],
      ...under('addresses', [...ADDRESS, 'active', 'delivery', 'sequence', 'create_date', 'write_date']),
      ...under('contact_mechanisms', ['type', 'value', 'active', 'create_date', 'write_date']),
    ],
  },
  {
    model: 'carrier',
    record: 'carriers',
    domain: [],
    parts: ['party.', 'carrier_product.', 'carrier_product.template.'],
    fields: [
      ...['active', 'create_date', 'write_date', ...under('party', [...NAMED, 'write_date'])],
      ...under('carrier_product', [...NAMED, 'write_date', 'template.write_date']),
    ],
  },
  {
    model: 'stock.shipment.in',
    record: 'inbound',
    domain: [],
    parts: [],
    openStates: ['draft', 'received'],
    fields: [
      ...['number', 'reference', 'state', 'planned_date', 'effective_date', 'create_date', 'write_date'],
      ...[...under('supplier', NAMED), 'warehouse.code'],
      ...under('moves', [...MOVE, 'from_location.type']),
    ],
  },
  {
    model: 'purchase.purchase',
    record: 'inbound',
    domain: [],
    parts: ['lines.'],
    openStates: ['draft', 'quotation', 'confirmed', 'processing'],
    fields: [
      ...[
        'number',
        'reference',
        'state',
        'delivery_date',
        'purchase_date',
        'customer',
        'create_date',
        'write_date',
      ],
      ...[...under('party', NAMED), 'warehouse.code'],
      ...under('lines', [
        'type',
        'quantity',
        'product.code',
        'unit.factor',
        'product.default_uom.factor',
        'write_date',
      ]),
      ...under('moves', [...MOVE, 'shipment', 'from_location.type']),
    ],
  },
  {
    model: 'stock.shipment.internal',
    record: 'inbound',
    domain: [],
    parts: [],
    openStates: ['request', 'draft', 'waiting', 'assigned', 'shipped'],
    fields: [
      ...[
        'number',
        'reference',
        'state',
        'planned_date',
        'effective_date',
        'to_location',
        'create_date',
        'write_date',
      ],
      ...[...under('from_location.warehouse', NAMED), 'to_location.warehouse.code'],
      ...under('moves', [...MOVE, 'to_location.warehouse']),
    ],
  },
  {
    model: 'sale.sale',
    record: 'orders',
    domain: [],
    parts: ['lines.'],
    openStates: ['draft', 'quotation', 'confirmed', 'processing'],
    fields: [
      ...[
        'number',
        'reference',
        'state',
        'sale_date',
        'shipping_date',
        'create_date',
        'write_date',
        'origin',
      ],
      ...['currency.code', 'untaxed_amount_cache', 'shipment_state', 'invoice_state'],
      ...[...under('party', NAMED), ...under('shipment_party', NAMED), ...under('shipment_address', ADDRESS)],
      'warehouse.code',
      ...under('lines', ['type', 'sequence', 'quantity', 'unit_price', 'unit.factor']),
      ...under('lines', ['product.code', 'product.type', 'product.default_uom.factor']),
      ...under('lines', ['create_date', 'write_date']),
      ...under('lines.moves', ['state', 'internal_quantity', 'planned_date', 'create_date', 'write_date']),
      ...under('shipments', ['state', 'create_date', 'write_date']),
      ...under('drop_shipments', ['state', 'create_date', 'write_date']),
      ...under('shipment_returns', ['state', 'effective_date', 'create_date', 'write_date']),
    ],
  },
  {
    model: 'stock.shipment.out',
    record: 'shipments',
    domain: [],
    parts: ['packages.'],
    openStates: ['draft', 'waiting', 'assigned', 'picked', 'packed'],
    fields: [
      ...['number', 'reference', 'state', 'planned_date', 'effective_date', 'weight', 'cost'],
      ...['create_date', 'write_date', 'carrier', 'carrier.party.code', 'carrier.carrier_product.code'],
      ...[...under('delivery_address', ADDRESS), 'warehouse.code'],
      ...under('packages', ['code', 'shipping_reference', 'create_date', 'write_date']),
      ...under('moves', [...MOVE, 'to_location.type']),
    ],
  },
  {
    model: 'stock.shipment.drop',
    record: 'shipments',
    domain: [],
    parts: [],
    openStates: ['draft', 'waiting', 'shipped'],
    fields: [
      ...['number', 'reference', 'state', 'planned_date', 'effective_date', 'create_date', 'write_date'],
      ...[...under('supplier', NAMED), ...under('delivery_address', ADDRESS)],
      ...under('contact_address', ADDRESS),
      ...under('moves', [...MOVE, 'to_location.type']),
    ],
  },
  {
    model: 'stock.shipment.out.return',
    record: 'returns',
    domain: [],
    parts: [],
    openStates: ['draft', 'received'],
    fields: [
      ...['number', 'reference', 'state', 'planned_date', 'effective_date', 'create_date', 'write_date'],
      ...['customer.code', 'warehouse.code'],
      ...under('moves', [...MOVE, 'from_location.type', 'unit_price', 'currency.code']),
    ],
  },
];

/** Moves are no documents of their own: a changed one makes stock, shipments, sales and purchases dirty. */
export const MOVES = 'stock.move';

/** Stock positions: computed by Tryton for a product in a warehouse. */
export const POSITIONS = 'stock.position';

const OTHERS = [MOVES, 'sale.line', 'purchase.product_supplier', 'company.company', 'res.user.warning'];

/** Models whose fields are looked up at sign-in. */
export const MODELS: readonly string[] = [...DOCUMENTS.map(({ model }) => model), ...OTHERS];

export function documentKind(model: string): DocumentKind {
  const kind = DOCUMENTS.find((document) => document.model === model);
  if (!kind) throw new Error(`No document is made of ${model}`);
  return kind;
}

/** What is brought under these options, in order. */
export function wantedKinds(options: TrytonOptions): string[] {
  return TRYTON_KINDS.filter((kind) => options.kinds.includes(kind)).flatMap((kind) =>
    kind === 'stock'
      ? [POSITIONS]
      : DOCUMENTS.filter(({ record }) => record === kind).map(({ model }) => model),
  );
}

const SERVES: Readonly<Record<string, readonly RecordKind[]>> = {
  [MOVES]: ['stock', 'inbound', 'orders', 'shipments', 'returns'],
  'stock.shipment.out': ['stock', 'orders', 'shipments'],
  'stock.shipment.internal': ['stock', 'inbound'],
  'stock.shipment.drop': ['orders', 'shipments'],
  'stock.shipment.out.return': ['orders', 'returns'],
  'sale.sale': ['orders', 'returns'],
  'party.party': ['customers', 'orders', 'shipments'],
};

/** Models whose changes matter under these options, moves included. */
export function watchedModels(options: TrytonOptions): string[] {
  const wanted = new Set<RecordKind>(options.kinds);
  const matters = (model: string, record: RecordKind) =>
    (SERVES[model] ?? [record]).some((kind) => wanted.has(kind));
  const models = DOCUMENTS.filter(({ model, record }) => matters(model, record)).map(({ model }) => model);
  return matters(MOVES, 'stock') ? [MOVES, ...models] : models;
}
