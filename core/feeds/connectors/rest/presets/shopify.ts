import { z } from 'zod';
import { resourceRule } from '../options.ts';
import type { Preset } from '../settings.ts';

const SIZE = '{{size}}';

const payment = {
  path: 'financial_status',
  values: {
    pending: 'pending',
    authorized: 'authorized',
    partially_paid: 'pending',
    paid: 'paid',
    partially_refunded: 'paid',
    refunded: 'refunded',
    voided: 'failed',
  },
};

const orderStatus = [
  { constant: 'cancelled', when: [{ path: 'cancelled_at', exists: true }] },
  {
    path: 'fulfillment_status',
    values: { fulfilled: 'shipped', partial: 'partiallyShipped', restocked: 'cancelled' },
    otherwise: 'open',
  },
  { constant: 'open' },
];

/** The order's name without its `#`, as people know it. */
const orderNumber = { path: ['name', 'order_number', 'id'], strip: '#' };

const lineSku = [
  'sku',
  { path: 'variant_id', prefix: 'shopify-' },
  { path: 'product_id', prefix: 'shopify-' },
];

const orderRecord = {
  kind: 'orders' as const,
  upstream: ['admin_graphql_api_id', 'id'],
  fields: {
    orderNumber,
    orderedAt: ['processed_at', 'created_at'],
    channel: { path: 'source_name', values: { pos: 'pos', web: 'web' }, otherwise: 'web' },
    customerCode: { path: 'customer.id', as: 'text' as const },
    customerName: [
      { path: ['customer.first_name', 'customer.last_name'], join: ' ' },
      'shipping_address.name',
    ],
    email: ['email', 'customer.email'],
    phone: ['shipping_address.phone', 'phone'],
    orderStatus,
    paymentState: payment,
    currency: 'currency',
    orderTotal: ['current_total_price', 'total_price'],
    shipToName: 'shipping_address.name',
    street: { path: ['shipping_address.address1', 'shipping_address.address2'], join: ', ' },
    city: 'shipping_address.city',
    postalCode: 'shipping_address.zip',
    region: 'shipping_address.province_code',
    country: 'shipping_address.country_code',
    latitude: 'shipping_address.latitude',
    longitude: 'shipping_address.longitude',
  },
  lines: {
    path: 'line_items[*]',
    when: [{ path: 'requires_shipping', notIn: [false] }],
    fields: {
      lineNumber: 'id',
      sku: lineSku,
      productName: ['name', 'title'],
      quantity: ['current_quantity', 'quantity'],
      unitPrice: 'price',
    },
  },
};

/** What the lines tell of their products: an order is not used before its products are known. */
const lineProducts = {
  kind: 'products' as const,
  each: 'line_items[*]',
  when: [{ path: 'requires_shipping', notIn: [false] }],
  fields: { sku: lineSku, productName: ['name', 'title'], weight: 'grams' },
};

const shipmentStatus = {
  path: 'shipment_status',
  values: {
    label_printed: 'packed',
    label_purchased: 'packed',
    ready_for_pickup: 'inTransit',
    confirmed: 'packed',
    in_transit: 'inTransit',
    out_for_delivery: 'inTransit',
    attempted_delivery: 'exception',
    delivered: 'delivered',
    failure: 'exception',
  },
};

/**
 * `number`: the rule of the order's number, as seen from the fulfillment. Locations are known where the Admin API is read
 * (`each` order's fulfillments); a webhook names one that nobody has told of.
 */
const shipmentRecord = (number: unknown, each?: string) => ({
  kind: 'shipments' as const,
  ...(each ? { each } : {}),
  upstream: ['admin_graphql_api_id', 'id'],
  fields: {
    shipmentNumber: [
      { path: 'name', strip: '#' },
      { path: 'id', prefix: 'shopify-' },
    ],
    orderNumber: number,
    carrierCode: 'tracking_company',
    trackingNumber: ['tracking_number', 'tracking_numbers[0]'],
    shipmentStatus: [
      { constant: 'cancelled', when: [{ path: 'status', in: ['cancelled', 'error', 'failure'] }] },
      shipmentStatus,
      { constant: 'inTransit' },
    ],
    shippedAt: 'created_at',
    ...(each ? { facilityCode: { path: 'location_id', prefix: 'shopify-' } } : {}),
    city: 'destination.city',
    postalCode: 'destination.zip',
    country: 'destination.country_code',
  },
  lines: {
    path: 'line_items[*]',
    fields: {
      lineNumber: 'id',
      sku: lineSku,
      quantity: 'quantity',
    },
  },
});

const updated = { path: 'updated_at' };

/** Locations, products, and orders with the fulfillments in them, from Shopify's REST Admin API; the address ends in `/admin/api/VERSION`. */
export function shopifyPreset(): Preset {
  const paged = (name: string, query: Record<string, string>) => ({
    request: { url: `${name}.json`, query: { limit: SIZE, updated_at_min: '{{since}}', ...query } },
    paging: { type: 'link' as const },
    since: { format: 'iso', overlapSeconds: 120 },
    items: name,
    key: 'id',
    version: updated,
  });
  return {
    resources: z.array(resourceRule).parse([
      {
        name: 'shopify.location',
        request: { url: 'locations.json' },
        items: 'locations',
        key: 'id',
        version: updated,
        records: [
          {
            kind: 'facilities',
            upstream: ['admin_graphql_api_id', 'id'],
            fields: {
              facilityCode: { path: 'id', prefix: 'shopify-' },
              facilityName: 'name',
              street: 'address1',
              city: 'city',
              postalCode: 'zip',
              country: 'country_code',
              active: 'active',
            },
          },
        ],
      },
      {
        name: 'shopify.product',
        ...paged('products', {}),
        records: [
          {
            kind: 'products',
            each: 'variants[*]',
            upstream: ['admin_graphql_api_id', 'id'],
            fields: {
              sku: ['sku', { path: 'id', prefix: 'shopify-' }],
              productName: { path: ['$.title', 'title'], join: ' – ' },
              category: '$.product_type',
              weight: [{ path: 'grams' }, { path: 'weight', unitPath: 'weight_unit' }],
              price: 'price',
              stocked: { path: 'requires_shipping', as: 'boolean' },
              active: { path: '$.status', values: { active: true }, otherwise: false },
            },
          },
        ],
      },
      {
        name: 'shopify.order',
        ...paged('orders', { status: 'any' }),
        records: [
          lineProducts,
          orderRecord,
          shipmentRecord({ path: ['$.name', '$.order_number', '$.id'], strip: '#' }, 'fulfillments[*]'),
        ],
      },
    ]),
    connection: { auth: 'header', authName: 'X-Shopify-Access-Token' },
  };
}

/** What Shopify's webhooks send, by topic. */
export function shopifyHooks(): unknown[] {
  return [
    {
      name: 'shopify.order',
      topics: ['orders/create', 'orders/updated', 'orders/paid', 'orders/fulfilled', 'orders/cancelled'],
      key: 'id',
      version: updated,
      records: [lineProducts, orderRecord],
    },
    {
      name: 'shopify.fulfillment',
      topics: ['fulfillments/create', 'fulfillments/update'],
      key: 'id',
      version: updated,
      records: [shipmentRecord({ path: 'name', strip: '#', split: { by: ['-F', '.'], part: 0 } })],
    },
  ];
}
