import { z } from 'zod';
import { INTAKE_RECORDS, type IntakeScope } from '../../../contract/intake.ts';
import type { Connector, RawItem } from '../../connector.ts';
import { type FeedRecord, type ParsedItem, type RecordFields, record } from '../../record.ts';
import { problem } from '../rest/values.ts';

type Sent<Scope extends IntakeScope> = z.infer<(typeof INTAKE_RECORDS)[Scope]>;

const instant = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text));
const KIND_PREFIX = 'intake.';

function fieldsOf(values: Record<string, string | number | boolean | null | undefined>): RecordFields {
  const fields: RecordFields = {};
  for (const [field, value] of Object.entries(values)) {
    if (value !== undefined && value !== null) fields[field] = value;
  }
  return fields;
}

function orderRecord(sent: Sent<'orders'>): FeedRecord {
  const { orderNumber, customer, shipTo, lines, status, total, updatedAt, orderedAt, promisedAt, ...same } =
    sent;
  const { name: shipToName, ...address } = shipTo ?? {};
  const fields = fieldsOf({
    orderNumber,
    ...same,
    ...address,
    shipToName,
    orderStatus: status,
    orderTotal: total,
    orderedAt: instant(orderedAt),
    promisedAt: instant(promisedAt),
    customerCode: customer?.code,
    customerName: customer?.name,
    segment: customer?.segment,
    email: customer?.email,
    phone: customer?.phone,
  });
  return record('orders', fields, {
    version: instant(updatedAt),
    lines: lines.map((line, index) => fieldsOf({ ...line, lineNumber: line.lineNumber ?? index + 1 })),
  });
}

function shipmentRecord(sent: Sent<'shipments'>): FeedRecord {
  const { status, weightGrams, lines, updatedAt, ...rest } = sent;
  const { assignedAt, shippedAt, deliveredAt, promisedAt, etaAt, ...same } = rest;
  const fields = fieldsOf({
    ...same,
    shipmentStatus: status,
    weight: weightGrams,
    assignedAt: instant(assignedAt),
    shippedAt: instant(shippedAt),
    deliveredAt: instant(deliveredAt),
    promisedAt: instant(promisedAt),
    etaAt: instant(etaAt),
  });
  const more = lines ? { lines: lines.map(fieldsOf) } : {};
  return record('shipments', fields, { version: instant(updatedAt), ...more });
}

const MAKERS: { [Scope in IntakeScope]: (sent: Sent<Scope>) => FeedRecord } = {
  orders: orderRecord,
  shipments: shipmentRecord,
  stock: ({ updatedAt, ...fields }) => record('stock', fieldsOf(fields), { version: instant(updatedAt) }),
  products: ({ name, weightGrams, volumeLitres, updatedAt, ...same }) =>
    record(
      'products',
      fieldsOf({
        ...same,
        productName: name,
        weight: weightGrams,
        volume: volumeLitres === undefined ? null : Math.round(volumeLitres * 1000),
      }),
      { version: instant(updatedAt) },
    ),
  tracking: ({ occurredAt, etaAt, description, ...same }) =>
    record(
      'tracking',
      fieldsOf({
        ...same,
        eventDescription: description,
        occurredAt: instant(occurredAt),
        etaAt: instant(etaAt),
      }),
    ),
};

export type IntakeReading =
  | { ok: true; record: FeedRecord; item: RawItem }
  | { ok: false; problems: { field: string | null; reason: string }[] };

/** A record as it was sent to the intake API: what to store and what it means, or what is wrong with it. */
export function readIntakeRecord(scope: IntakeScope, value: unknown): IntakeReading {
  const parsed = INTAKE_RECORDS[scope].safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.slice(0, 20).map((issue) => ({
      field: issue.path.length === 0 ? null : issue.path.join('.'),
      reason: issue.message,
    }));
    return { ok: false, problems };
  }
  const maker = MAKERS[scope] as (sent: unknown) => FeedRecord;
  const made = maker(parsed.data);
  const item: RawItem = {
    kind: `${KIND_PREFIX}${scope}`,
    key: made.key,
    version: made.version,
    body: JSON.stringify(parsed.data),
    parsed: { records: [made], problems: [] },
  };
  return { ok: true, record: made, item };
}

function parse(item: Pick<RawItem, 'kind' | 'body'>): ParsedItem {
  const scope = item.kind.slice(KIND_PREFIX.length);
  if (!item.kind.startsWith(KIND_PREFIX) || !Object.hasOwn(INTAKE_RECORDS, scope)) {
    const reason = `The intake API has no records of kind ${item.kind}.`;
    return { records: [], problems: [problem('noSuchResource', reason, null)] };
  }
  let value: unknown;
  try {
    value = JSON.parse(item.body);
  } catch {
    return { records: [], problems: [problem('notJson', 'This is not JSON.', null, item.body)] };
  }
  const reading = readIntakeRecord(scope as IntakeScope, value);
  if (reading.ok) return { records: [reading.record], problems: [] };
  return {
    records: [],
    problems: reading.problems.map(({ field, reason }) => problem('notValid', reason, field)),
  };
}

/** The built-in feed of what other systems send to Vigie's own API. */
export const intakeConnector: Connector<Record<string, never>> = {
  id: 'intake',
  family: 'web',
  options: z.object({}) as z.ZodType<Record<string, never>>,
  secrets: [],
  defaultIntervalSeconds: 0,
  kinds: () => ['orders', 'stock', 'products', 'shipments', 'tracking'],
  delivers: () => [],
  test: async () => [
    {
      code: 'connect',
      ok: true,
      detail: 'Other systems send to /api/v1 of vigie serve with a key.',
      action: null,
    },
  ],
  parse,
};
