import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { API_SCOPES } from './api-keys.ts';
import { CHANNELS } from './base.ts';
import { INBOX_STATES, recordProblem } from './feed-records.ts';
import { ORDER_STATUSES } from './order-statuses.ts';
import { holdRequest, promiseHold, promiseQuote, promiseRequest } from './promise.ts';
import { exceptionKind, milestone } from './tracking.ts';

/** The intake API: what other systems may send to Vigie over HTTP. Its OpenAPI document is made from this file. */

export const INTAKE_BATCH = 1_000;
const MOST_LINES = 1_000;

const text = (longest: number, description: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, { error: 'Control characters are not allowed here.' })
    .meta({ description });
const code = (description: string, example: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\p{Cc}]*$/u, { error: 'Control characters are not allowed here.' })
    .meta({ description, examples: [example] });
const time = (description: string) =>
  z.iso
    .datetime({ offset: true, error: 'Write an instant with its zone, like 2026-11-26T14:05:00+01:00.' })
    .meta({ description, examples: ['2026-11-26T14:05:00+01:00'] });
const amount = (description: string) => z.number().min(-1e12).max(1e12).meta({ description });
const quantity = (description: string) => z.number().int().min(0).max(1_000_000_000).meta({ description });
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: 'ISO 4217 code of the amounts.', examples: ['EUR'] });
const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ description: 'ISO 3166-1 alpha-2.', examples: ['FR'] });
const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);
const updatedAt = time(
  'When the record last changed in your system: an older one never overwrites a newer one.',
);

const orderLine = z.strictObject({
  lineNumber: z
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .meta({ description: 'Counted from 1 when left out.' }),
  sku: code('Your code of the product.', '85123A'),
  quantity: quantity('Units ordered.'),
  unitPrice: amount('In major units (12.50) of the order’s currency.').optional(),
  productName: text(300, 'What people call it.').optional(),
  quantityShipped: quantity('Units that have left.').optional(),
  quantityCancelled: quantity('Units that will not be delivered.').optional(),
});

export const intakeOrder = z
  .strictObject({
    orderNumber: code('Your number of the order.', 'SO-10442'),
    orderedAt: time('When it was placed.'),
    updatedAt: updatedAt.optional(),
    channel: z.enum(CHANNELS).optional(),
    status: z.enum(ORDER_STATUSES).optional(),
    holdReason: text(300, 'Why it must wait.').optional(),
    customer: z
      .strictObject({
        code: code('Your code of the customer.', 'C-2041'),
        name: text(300, 'Name.').optional(),
        segment: text(60, 'Customer class.').optional(),
        email: text(300, 'E-mail address.').optional(),
        phone: text(60, 'Telephone.').optional(),
      })
      .optional(),
    shipTo: z
      .strictObject({
        name: text(300, 'Who receives it.').optional(),
        street: text(300, 'Street and number.').optional(),
        city: text(200, 'Town.').optional(),
        postalCode: text(30, 'Postal code.').optional(),
        region: text(100, 'State or region.').optional(),
        country: country.optional(),
        latitude: latitude.optional(),
        longitude: longitude.optional(),
      })
      .optional(),
    promisedAt: time('What the customer was promised.').optional(),
    priority: z.number().int().min(0).max(100).optional(),
    serviceLevel: z.enum(['economy', 'standard', 'express', 'sameDay']).optional(),
    shipComplete: z.boolean().optional().meta({ description: 'Ship all lines together.' }),
    collectFacility: code(
      'Where the customer collects it; leave out for a delivery.',
      'ST-LYO-01',
    ).optional(),
    holdReference: code(
      'The hold that was taken for it: it becomes its promise.',
      'H-5C0F3A9B21D4E677',
    ).optional(),
    paymentState: z.enum(['none', 'pending', 'authorized', 'paid', 'refunded', 'failed']).optional(),
    currency: currency.optional(),
    total: amount('In major units.').optional(),
    lines: z.array(orderLine).min(1).max(MOST_LINES),
  })
  .meta({
    title: 'Order',
    description: 'An order as your system knows it; sent again it replaces what was sent before.',
  });

export const intakeStock = z
  .strictObject({
    sku: code('Your code of the product.', '85123A'),
    facilityCode: code('Your code of the facility.', 'LYS'),
    onHand: z
      .number()
      .int()
      .min(-1_000_000_000)
      .max(1_000_000_000)
      .meta({ description: 'Units physically there.' }),
    reserved: quantity('Units that your own system has promised already.').optional(),
    safetyStock: quantity('Units never to be promised.').optional(),
    dailyDemand: z.number().min(0).max(1e9).optional().meta({ description: 'Units sold a day on average.' }),
    updatedAt: updatedAt.optional(),
  })
  .meta({ title: 'Stock position', description: 'One product in one facility.' });

export const intakeProduct = z
  .strictObject({
    sku: code('Your code of the product.', '85123A'),
    name: text(300, 'What people call it.').optional(),
    category: text(200, 'Family or department.').optional(),
    weightGrams: z.number().min(0).max(1e9).optional().meta({ description: 'Of one unit.' }),
    volumeLitres: z.number().min(0).max(1e6).optional().meta({ description: 'Of one unit.' }),
    price: amount('In major units.').optional(),
    cost: amount('In major units.').optional(),
    currency: currency.optional(),
    stocked: z.boolean().optional().meta({ description: 'False for services and charges.' }),
    active: z.boolean().optional(),
    updatedAt: updatedAt.optional(),
  })
  .meta({ title: 'Product' });

export const intakeShipment = z
  .strictObject({
    shipmentNumber: code('Your number of the shipment or parcel.', 'SH-20441'),
    orderNumber: code('The order that it belongs to.', 'SO-10442').optional(),
    facilityCode: code('Where it leaves.', 'LYS').optional(),
    carrierCode: code('Your code of the carrier.', 'DHL').optional(),
    serviceCode: code('Code of the carrier’s service.', 'DHL-STD').optional(),
    trackingNumber: code('The carrier’s number.', '00340434161094042557').optional(),
    reference: code('Another number under which the carrier knows it.', 'REF-1').optional(),
    status: z
      .enum(['planned', 'picked', 'packed', 'inTransit', 'delivered', 'exception', 'returned', 'cancelled'])
      .optional(),
    assignedAt: time('When the stock was taken for it.').optional(),
    shippedAt: time('When it left.').optional(),
    deliveredAt: time('When it arrived.').optional(),
    promisedAt: time('What the customer was promised.').optional(),
    etaAt: time('What the carrier expects.').optional(),
    city: text(200, 'Of arrival.').optional(),
    postalCode: text(30, 'Of arrival.').optional(),
    country: country.optional(),
    latitude: latitude.optional(),
    longitude: longitude.optional(),
    weightGrams: z.number().min(0).max(1e9).optional(),
    cost: amount('What the carrier asks, in major units.').optional(),
    currency: currency.optional(),
    lines: z
      .array(
        z.strictObject({
          sku: code('Your code of the product.', '85123A'),
          quantity: quantity('Units in it.'),
          lineNumber: z.number().int().min(1).optional().meta({ description: 'Of the order.' }),
        }),
      )
      .max(MOST_LINES)
      .optional(),
    updatedAt: updatedAt.optional(),
  })
  .meta({ title: 'Shipment' });

export const intakeTracking = z
  .strictObject({
    trackingNumber: code('The carrier’s number.', '00340434161094042557').optional(),
    shipmentNumber: code('Your number of the shipment.', 'SH-20441').optional(),
    reference: code('Another number of it.', 'REF-1').optional(),
    orderNumber: code('The order, where it has one shipment.', 'SO-10442').optional(),
    occurredAt: time('When it happened.'),
    milestone,
    exceptionKind: exceptionKind.optional(),
    description: text(500, 'The carrier’s own words.').optional(),
    city: text(200, 'Where it happened.').optional(),
    country: country.optional(),
    latitude: latitude.optional(),
    longitude: longitude.optional(),
    etaAt: time('What the carrier now expects.').optional(),
  })
  .refine((event) => event.trackingNumber ?? event.shipmentNumber ?? event.reference ?? event.orderNumber, {
    path: ['trackingNumber'],
    error: 'Say which shipment: trackingNumber, shipmentNumber, reference or orderNumber.',
  })
  .meta({
    title: 'Tracking event',
    description: 'What a carrier reports. Unknown shipments wait until they are known.',
  });

/** The records of the intake API, by scope. */
export const INTAKE_RECORDS = {
  orders: intakeOrder,
  stock: intakeStock,
  products: intakeProduct,
  shipments: intakeShipment,
  tracking: intakeTracking,
} as const satisfies Record<(typeof API_SCOPES)[number], z.ZodType>;
export type IntakeScope = keyof typeof INTAKE_RECORDS;

const fieldProblem = z.object({
  field: z.string().nullable().meta({ description: 'Where in the record: lines.0.sku.' }),
  reason: z.string(),
});

export const INTAKE_OUTCOMES = ['accepted', 'duplicate', 'stale', 'invalid'] as const;

export const intakeAnswer = z
  .object({
    requestId: z.string().meta({ description: 'Ask for the outcome under /api/v1/requests/{id}.' }),
    accepted: z.number().int(),
    duplicates: z.number().int(),
    stale: z.number().int(),
    invalid: z.number().int(),
    records: z.array(
      z.object({
        index: z.number().int().meta({ description: 'Its place in what was sent, from 0.' }),
        key: z.string().nullable(),
        outcome: z.enum(INTAKE_OUTCOMES).meta({
          description:
            'accepted: stored. duplicate: known as it is. stale: older than what is known; kept, not used. invalid: not stored.',
        }),
        problems: z.array(fieldProblem),
      }),
    ),
  })
  .meta({ title: 'Acknowledgement', description: 'Sent once everything accepted is stored for good.' });
export type IntakeAnswer = z.infer<typeof intakeAnswer>;

export const intakeOutcome = z.object({
  requestId: z.string(),
  receivedAt: z.iso.datetime(),
  finished: z.boolean().meta({ description: 'Every accepted record has been used or has a reason why not.' }),
  records: z.array(
    z.object({
      index: z.number().int(),
      key: z.string().nullable(),
      outcome: z.enum(INTAKE_OUTCOMES),
      state: z.enum(INBOX_STATES).nullable().meta({
        description: 'received, then applied, unchanged, stale, waiting or quarantined (see problems).',
      }),
      problems: z.array(recordProblem.pick({ code: true, reason: true, place: true })),
    }),
  ),
});
export type IntakeOutcome = z.infer<typeof intakeOutcome>;

export interface IntakeMeta {
  /** What a key must be allowed to do; null: any key; `open`: no key at all. */
  scope: IntakeScope | null | 'open';
}

const detail = z.object({ action: z.string().optional() }).optional();
const base = oc.$meta<IntakeMeta>({ scope: null }).errors({
  BAD_REQUEST: { status: 400, message: 'What was sent cannot be read.', data: detail },
  UNAUTHORIZED: { status: 401, message: 'The key is missing, unknown or revoked.', data: detail },
  FORBIDDEN: { status: 403, message: 'The key may not do this.', data: detail },
  PAYLOAD_TOO_LARGE: { status: 413, message: 'More than 5 MB or 1,000 records.', data: detail },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'Only application/json is read.', data: detail },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    message: 'Another body was sent under this key before.',
    data: detail,
  },
  TOO_MANY_REQUESTS: { status: 429, message: 'Wait as many seconds as Retry-After says.', data: detail },
});

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Up to 200 printable characters of your own. The same key with the same body gets the same answer and has no second effect.',
  schema: { type: 'string', maxLength: 200 },
} as const;

const send = <Schema extends z.ZodType>(scope: IntakeScope, record: Schema, summary: string) =>
  base
    .meta({ scope })
    .route({
      method: 'POST',
      path: `/api/v1/${scope}`,
      operationId: `send-${scope}`,
      summary,
      tags: ['intake'],
      successStatus: 202,
      successDescription: 'Stored; each record says whether it was accepted.',
      spec: (operation) => ({ ...operation, parameters: [...(operation.parameters ?? []), IDEMPOTENCY_KEY] }),
    })
    .input(z.array(record).min(1).max(INTAKE_BATCH))
    .output(intakeAnswer);

const promises = base.meta({ scope: 'orders' }).errors({
  NOT_FOUND: { status: 404, message: 'There is no such product, store or hold.', data: detail },
  CONFLICT: { status: 409, message: 'It cannot be promised (any more).', data: detail },
});

/** The intake API. Records are checked one by one: a wrong one does not keep the others out. */
export const intakeContract = {
  health: base
    .meta({ scope: 'open' })
    .route({
      method: 'GET',
      path: '/api/v1/health',
      operationId: 'health',
      summary: 'Says that Vigie is there',
      tags: ['service'],
      spec: (operation) => ({ ...operation, security: [] }),
    })
    .output(z.object({ status: z.literal('ok') })),
  orders: send('orders', intakeOrder, 'Send orders'),
  stock: send('stock', intakeStock, 'Send stock positions'),
  products: send('products', intakeProduct, 'Send products'),
  shipments: send('shipments', intakeShipment, 'Send shipments'),
  tracking: send('tracking', intakeTracking, 'Send tracking events'),
  quote: promises
    .route({
      method: 'POST',
      path: '/api/v1/promise/quote',
      operationId: 'promise-quote',
      summary: 'For each service level the earliest delivery, its cost, and why',
      tags: ['promise'],
    })
    .input(promiseRequest)
    .output(promiseQuote),
  hold: promises
    .route({
      method: 'POST',
      path: '/api/v1/promise/hold',
      operationId: 'promise-hold',
      summary: 'Keeps the earliest promise for a while; the order names its reference',
      tags: ['promise'],
      spec: (operation) => ({ ...operation, parameters: [...(operation.parameters ?? []), IDEMPOTENCY_KEY] }),
    })
    .input(holdRequest)
    .output(promiseHold),
  release: promises
    .route({
      method: 'POST',
      path: '/api/v1/promise/release',
      operationId: 'promise-release',
      summary: 'Gives a hold back',
      tags: ['promise'],
    })
    .input(z.object({ reference: code('The hold’s reference.', 'H-5C0F3A9B21D4E677') }))
    .output(promiseHold),
  outcome: base
    .meta({ scope: null })
    .errors({
      NOT_FOUND: { status: 404, message: 'This key sent no such request, or too long ago.', data: detail },
    })
    .route({
      method: 'GET',
      path: '/api/v1/requests/{id}',
      operationId: 'outcome',
      summary: 'What became of the records of a request',
      tags: ['intake'],
    })
    .input(z.object({ id: z.string().min(1).max(200) }))
    .output(intakeOutcome),
};
