import type { RecordKind } from '../../contract/feed-records.ts';
import type { AppContext } from '../../features/context.ts';
import { applyImported, openDirectory } from '../../features/import/index.ts';
import { markCustomersUnseen } from '../../features/validation/index.ts';
import type { FieldValue, RecordFields } from '../record.ts';
import { type OutcomeBook, refusal } from './outcome.ts';
import {
  type ApplyCommand,
  type ApplyingFeed,
  isSound,
  type Prepared,
  textOf,
  type Verdict,
} from './prepare.ts';

/** What one batch is applied with. */
export interface Batch {
  ctx: Pick<AppContext, 'db' | 'places'>;
  command: ApplyCommand;
  feed: ApplyingFeed;
  book: OutcomeBook;
  /** Orders to be brought in line with their shipments at the end. */
  ordersToSettle: Set<number>;
  /** Orders that records tell of: the rules of reception look at them at the end. */
  ordersToValidate: Set<number>;
  currency: string;
}

export type NetworkKind = Extract<
  RecordKind,
  'facilities' | 'products' | 'customers' | 'carriers' | 'rates' | 'stock' | 'inbound'
>;

/** What a deleted thing becomes: nothing is erased. Null: it stays as it is. */
const WHEN_DELETED: Record<NetworkKind, { key: readonly string[]; values: RecordFields } | null> = {
  facilities: { key: ['facilityCode'], values: { active: false } },
  products: { key: ['sku'], values: { active: false } },
  carriers: { key: ['carrierCode', 'serviceCode'], values: { active: false } },
  stock: { key: ['sku', 'facilityCode'], values: { onHand: 0, reserved: 0 } },
  inbound: { key: ['inboundReference', 'sku', 'facilityCode'], values: { inboundStatus: 'cancelled' } },
  customers: null,
  rates: null,
};

const NEEDS_PRODUCTS = new Set<NetworkKind>(['products', 'stock', 'inbound']);
const NEEDS_FACILITIES = new Set<NetworkKind>(['facilities', 'stock', 'inbound']);
const NEEDS_SERVICES = new Set<NetworkKind>(['carriers', 'rates']);

/** Brings records of the network, its stock and its partners into the workspace. */
export async function applyNetwork(
  batch: Batch,
  kind: NetworkKind,
  prepared: readonly Prepared[],
): Promise<Verdict[]> {
  const verdicts = prepared.map((): Verdict => ({ changed: false, problems: [] }));
  const named = (field: string) => [
    ...new Set(prepared.map(({ fields }) => textOf(fields, field)).filter((code) => code !== null)),
  ];
  const directory = await openDirectory(batch.ctx, batch.command.trx, {
    skus: NEEDS_PRODUCTS.has(kind) ? named('sku') : [],
    facilityCodes: NEEDS_FACILITIES.has(kind) ? named('facilityCode') : [],
    services: NEEDS_SERVICES.has(kind),
  });
  const rows = prepared.flatMap((one, row) => {
    const record = isSound(one) ? recordOf(kind, one) : null;
    return record ? [{ row, record }] : [];
  });
  const outcome = await applyImported(batch.command, kind, rows, { directory, currency: batch.currency });
  for (const id of outcome.ordersServed) batch.book.orderIds.add(id);
  for (const { row, code, reason, field, value } of outcome.refused) {
    verdicts[row]?.problems.push(refusal(code, feedWords(reason), field, value));
  }
  for (const row of outcome.changed) {
    const verdict = verdicts[row];
    if (!verdict) continue;
    verdict.changed = true;
    if (kind !== 'stock') continue;
    const product = directory.product(textOf(prepared[row]?.fields ?? {}, 'sku') ?? '');
    if (product) batch.book.productIds.add(product.id);
  }
  if (kind === 'customers') await lookAtCustomersAgain(batch, prepared, verdicts);
  return verdicts;
}

/** Whose credit has changed, their open orders wait to be looked at again. */
function lookAtCustomersAgain(
  { command }: Batch,
  prepared: readonly Prepared[],
  verdicts: readonly Verdict[],
): Promise<void> {
  const told = prepared.filter(
    ({ fields }, row) =>
      verdicts[row]?.changed && ['creditLimit', 'creditStop', 'overdue'].some((name) => fields[name] != null),
  );
  return markCustomersUnseen(
    command.trx,
    told.flatMap(({ fields }) => textOf(fields, 'customerCode') ?? []),
  );
}

/** The import tells people to import first; a feed's record waits by itself. */
function feedWords(reason: string): string {
  return reason.replace(/: import \w+ first\.$/, ' yet: this is applied as soon as there is one.');
}

function recordOf(kind: NetworkKind, { fields, deleted, known, returned }: Prepared): RecordFields | null {
  if (!deleted) {
    const back: Record<string, FieldValue> =
      returned && WHEN_DELETED[kind]?.values.active === false ? { active: true } : {};
    return { ...back, ...fields };
  }
  const end = WHEN_DELETED[kind];
  if (!end || !known) return null;
  return { ...Object.fromEntries(end.key.map((name) => [name, fields[name] ?? null])), ...end.values };
}
