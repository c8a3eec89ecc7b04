import {
  ADDRESS_FIELDS,
  address,
  byId,
  changed,
  country,
  type LookupDraft,
  ODOO_TIME,
  read,
  sku,
  warehouseOf,
} from './odoo-calls.ts';

/**
 * Stock by product: the products whose quants or moves changed, each with all its quants, summed for every warehouse, 0
 * included. A quant alone tells nothing: there are several of a product in a warehouse, and Odoo deletes empty ones.
 */
export const stock = {
  name: 'stock.quant',
  ...changed(
    'product.product',
    [
      '|',
      ['stock_quant_ids.write_date', '>=', '{{since}}'],
      ['stock_move_ids.write_date', '>=', '{{since}}'],
    ],
    ['default_code'],
  ),
  version: undefined,
  lookups: [
    {
      request: read(
        'stock.quant',
        [
          ['product_id', 'in', '{{ids}}'],
          ['location_id.usage', '=', 'internal'],
        ],
        ['product_id', 'location_id', 'quantity', 'reserved_quantity'],
        { limit: '{{size}}', offset: '{{offset}}', order: 'id asc' },
      ),
      items: 'result',
      ids: 'id',
      key: 'product_id[0]',
      into: 'quants',
      many: true,
    },
    ...warehouseOf('quants[*]', 'location_id[0]'),
    { request: read('stock.warehouse', [], ['code']), items: 'result', key: 'id', into: 'warehouses' },
  ],
  records: [
    {
      kind: 'stock' as const,
      each: 'warehouses[*]',
      fields: {
        sku: sku('$.', '$.id'),
        facilityCode: 'code',
        onHand: { sum: { of: '$.quants[*]', value: 'quantity', theirs: 'warehouse.id', ours: 'id' } },
        reserved: {
          sum: { of: '$.quants[*]', value: 'reserved_quantity', theirs: 'warehouse.id', ours: 'id' },
        },
      },
    },
  ],
};

export const orders = {
  name: 'sale.order',
  ...changed(
    'sale.order',
    [
      ...['&', ['state', 'in', ['sale', 'done', 'cancel']], '|'],
      ...[
        ['write_date', '>=', '{{since}}'],
        ['order_line.write_date', '>=', '{{since}}'],
      ],
    ],
    [
      ...[
        'name',
        'state',
        'date_order',
        'commitment_date',
        'partner_id',
        'partner_shipping_id',
        'currency_id',
      ],
      ...['amount_total', 'order_line', 'picking_policy', 'write_date'],
    ],
  ),
  lookups: [
    byId(
      'sale.order.line',
      ['product_id', 'name', 'product_uom_qty', 'qty_delivered', 'price_unit', 'display_type', 'sequence'],
      { ids: 'order_line', into: 'lines', many: true },
    ),
    byId('product.product', ['default_code', 'type'], {
      at: 'lines[*]',
      ids: 'product_id[0]',
      into: 'product',
    }),
    byId('res.partner', ADDRESS_FIELDS, { ids: 'partner_id[0]', into: 'customer' }),
    byId('res.partner', ADDRESS_FIELDS, { ids: 'partner_shipping_id[0]', into: 'shipTo' }),
    country('shipTo'),
  ],
  records: [
    {
      kind: 'orders' as const,
      upstream: { path: 'id', prefix: 'sale.order,' },
      fields: {
        orderNumber: 'name',
        orderedAt: { path: 'date_order', format: ODOO_TIME },
        promisedAt: { path: 'commitment_date', format: ODOO_TIME },
        orderStatus: { path: 'state', values: { sale: 'open', done: 'open', cancel: 'cancelled' } },
        customerCode: ['customer.ref', { path: 'partner_id[0]', prefix: 'odoo-' }],
        customerName: 'customer.name',
        shipToName: 'shipTo.name',
        ...address('shipTo.'),
        currency: 'currency_id[1]',
        orderTotal: 'amount_total',
        shipComplete: { path: 'picking_policy', values: { one: true }, otherwise: false },
      },
      lines: {
        path: 'lines[*]',
        when: [
          { path: 'display_type', in: [null, false] },
          { path: 'product_id', exists: true },
          { path: 'product.type', notIn: ['service'] },
        ],
        fields: {
          lineNumber: 'id',
          sku: sku('product.', 'product_id[0]'),
          productName: 'name',
          quantity: 'product_uom_qty',
          quantityShipped: 'qty_delivered',
          unitPrice: 'price_unit',
        },
      },
    },
  ],
};

const PICKING_FIELDS = [
  ...[
    'name',
    'state',
    'origin',
    'sale_id',
    'carrier_id',
    'carrier_tracking_ref',
    'scheduled_date',
    'date_done',
  ],
  ...['partner_id', 'picking_type_id', 'write_date'],
];
const pickingLookups = (moveFields: string[]): LookupDraft[] => [
  {
    request: read(
      'stock.move',
      [
        ['picking_id', 'in', '{{ids}}'],
        ['state', '!=', 'cancel'],
      ],
      ['picking_id', 'product_id', 'product_uom_qty', ...moveFields],
      { limit: '{{size}}', offset: '{{offset}}', order: 'id asc' },
    ),
    items: 'result',
    ids: 'id',
    key: 'picking_id[0]',
    into: 'moves',
    many: true,
  },
  byId('product.product', ['default_code'], { at: 'moves[*]', ids: 'product_id[0]', into: 'product' }),
  byId('stock.picking.type', ['warehouse_id'], { ids: 'picking_type_id[0]', into: 'operation' }),
  byId('stock.warehouse', ['code'], { at: 'operation', ids: 'warehouse_id[0]', into: 'warehouse' }),
];
const picking = (code: string) =>
  changed(
    'stock.picking',
    ['&', ['picking_type_id.code', '=', code], ['write_date', '>=', '{{since}}']],
    PICKING_FIELDS,
  );

export const shipments = {
  name: 'stock.picking',
  ...picking('outgoing'),
  lookups: [
    ...pickingLookups(['sale_line_id']),
    byId('delivery.carrier', ['delivery_type'], { ids: 'carrier_id[0]', into: 'carrier' }),
    byId('res.partner', ADDRESS_FIELDS, { ids: 'partner_id[0]', into: 'partner' }),
    country('partner'),
  ],
  records: [
    {
      kind: 'shipments' as const,
      upstream: { path: 'id', prefix: 'stock.picking,' },
      fields: {
        shipmentNumber: 'name',
        orderNumber: ['sale_id[1]', 'origin'],
        facilityCode: 'operation.warehouse.code',
        carrierCode: 'carrier.delivery_type',
        serviceCode: { path: 'carrier_id[0]', prefix: 'odoo-' },
        trackingNumber: 'carrier_tracking_ref',
        shipmentStatus: {
          path: 'state',
          values: {
            draft: 'planned',
            waiting: 'planned',
            confirmed: 'planned',
            assigned: 'picked',
            done: 'inTransit',
            cancel: 'cancelled',
          },
        },
        shippedAt: { path: 'date_done', format: ODOO_TIME },
        city: 'partner.city',
        postalCode: 'partner.zip',
        country: 'partner.country.code',
      },
      lines: {
        path: 'moves[*]',
        fields: {
          lineNumber: 'sale_line_id[0]',
          sku: sku('product.', 'product_id[0]'),
          quantity: 'product_uom_qty',
        },
      },
    },
  ],
};

export const inbound = {
  name: 'stock.picking.incoming',
  ...picking('incoming'),
  lookups: pickingLookups([]),
  records: [
    {
      kind: 'inbound' as const,
      each: 'moves[*]',
      fields: {
        inboundReference: { path: ['$.name', 'id'], join: '-' },
        sku: sku('product.', 'product_id[0]'),
        facilityCode: '$.operation.warehouse.code',
        quantity: 'product_uom_qty',
        expectedAt: { path: '$.scheduled_date', format: ODOO_TIME },
        inboundKind: { constant: 'purchase' },
        inboundStatus: {
          path: '$.state',
          values: { done: 'received', cancel: 'cancelled' },
          otherwise: 'expected',
        },
        origin: '$.partner_id[1]',
      },
    },
  ],
};
