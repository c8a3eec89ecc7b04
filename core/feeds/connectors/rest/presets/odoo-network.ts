import { ADDRESS_FIELDS, address, byId, changed, country, sku } from './odoo-calls.ts';

export const products = {
  name: 'product.product',
  ...changed(
    'product.product',
    [],
    [
      ...[
        'default_code',
        'name',
        'categ_id',
        'weight',
        'volume',
        'list_price',
        'standard_price',
        'currency_id',
      ],
      ...['type', 'active', 'write_date'],
    ],
  ),
  records: [
    {
      kind: 'products' as const,
      upstream: { path: 'id', prefix: 'product.product,' },
      fields: {
        sku: sku('', 'id'),
        productName: 'name',
        category: 'categ_id[1]',
        weight: { path: 'weight', unit: 'kg' },
        volume: { path: 'volume', unit: 'm3' },
        price: 'list_price',
        cost: 'standard_price',
        currency: 'currency_id[1]',
        stocked: { path: 'type', values: { service: false }, otherwise: true },
        active: { path: 'active', as: 'boolean' as const },
      },
    },
  ],
};

export const customers = {
  name: 'res.partner',
  ...changed(
    'res.partner',
    ['&', ['customer_rank', '>', 0], ['write_date', '>=', '{{since}}']],
    [...ADDRESS_FIELDS, 'write_date'],
  ),
  lookups: [country(undefined)],
  records: [
    {
      kind: 'customers' as const,
      upstream: { path: 'id', prefix: 'res.partner,' },
      fields: {
        customerCode: ['ref', { path: 'id', prefix: 'odoo-' }],
        customerName: 'name',
        email: 'email',
        phone: 'phone',
        ...address(''),
      },
    },
  ],
};

export const carriers = {
  name: 'delivery.carrier',
  ...changed('delivery.carrier', [], ['name', 'delivery_type', 'active', 'write_date']),
  records: [
    {
      kind: 'carriers' as const,
      upstream: { path: 'id', prefix: 'delivery.carrier,' },
      fields: {
        carrierCode: 'delivery_type',
        serviceCode: { path: 'id', prefix: 'odoo-' },
        carrierName: 'delivery_type',
        serviceName: 'name',
        active: { path: 'active', as: 'boolean' as const },
      },
    },
  ],
};

export const facilities = {
  name: 'stock.warehouse',
  ...changed('stock.warehouse', [], ['code', 'name', 'partner_id', 'active', 'write_date']),
  lookups: [
    byId('res.partner', ADDRESS_FIELDS, { ids: 'partner_id[0]', into: 'partner' }),
    country('partner'),
  ],
  records: [
    {
      kind: 'facilities' as const,
      upstream: { path: 'id', prefix: 'stock.warehouse,' },
      fields: {
        facilityCode: 'code',
        facilityName: 'name',
        facilityKind: { constant: 'warehouse' },
        active: { path: 'active', as: 'boolean' as const },
        ...address('partner.'),
      },
    },
  ],
};
