import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAllDifferences, resolveDifferences } from '../../../core/feeds/differences/index.ts';
import type { FeedRecord } from '../../../core/feeds/record.ts';
import { differencesOf, tell } from '../../helpers/differences.ts';
import { feedRow, record } from '../../helpers/feeds.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { rounds } from '../../helpers/rounds.ts';
import { describeCores } from '../../helpers/runtime.ts';

const KINDS = ['products', 'facilities', 'customers', 'stock', 'inbound', 'orders', 'shipments'] as const;
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const word = fc.constantFrom('north', 'south', 'East', 'east');
const count = fc.integer({ min: 0, max: 3 });
const day = fc.integer({ min: 1, max: 3 }).map((days) => days * 86_400_000);

const said: fc.Arbitrary<FeedRecord> = fc.oneof(
  fc
    .record({
      sku: fc.constantFrom('A', 'B', 'C'),
      productName: maybe(word),
      weight: maybe(count),
      price: maybe(count),
    })
    .map((fields) => record('products', { ...fields, currency: 'EUR' })),
  fc
    .record({ customerCode: fc.constantFrom('C1', 'C2'), customerName: maybe(word), city: maybe(word) })
    .map((fields) => record('customers', fields)),
  fc
    .record({ sku: fc.constantFrom('A', 'B'), onHand: maybe(count), safetyStock: maybe(count) })
    .map((fields) => record('stock', { ...fields, facilityCode: 'LYS' })),
  fc
    .record({ quantity: fc.integer({ min: 1, max: 3 }), expectedAt: day, origin: maybe(word) })
    .map((fields) =>
      record('inbound', { ...fields, inboundReference: 'PO-1', sku: 'A', facilityCode: 'LYS' }),
    ),
  fc
    .record({ shipToName: maybe(word), priority: maybe(fc.integer({ min: 1, max: 9 })), city: maybe(word) })
    .chain((fields) =>
      fc
        .array(fc.record({ sku: fc.constantFrom('A', 'B'), quantity: fc.integer({ min: 1, max: 3 }) }), {
          maxLength: 2,
        })
        .map((lines) =>
          record('orders', { ...fields, orderNumber: 'SO-1' }, lines.length > 0 ? { lines } : {}),
        ),
    ),
  fc
    .record({
      trackingNumber: maybe(word),
      weight: maybe(count),
      shipmentStatus: maybe(fc.constantFrom('planned', 'packed', 'inTransit', 'cancelled')),
    })
    .map((fields) => record('shipments', { ...fields, shipmentNumber: 'SH-1', facilityCode: 'LYS' })),
);

describeCores('differences', (cores) => {
  test('whatever sources say, and whoever is believed, after taking every difference there is none left', async () => {
    const ctx = await cores.open();
    const net = networkBuilder(ctx.db);
    await net.facility('LYS');
    for (const sku of ['A', 'B']) await net.product(sku);
    const feeds: { id: number; code: string }[] = [];
    for (const code of ['erp', 'wms', 'shop']) feeds.push(await feedRow(ctx.db, code, { kinds: [...KINDS] }));
    const spoken = fc.array(fc.tuple(fc.nat(2), fc.array(said, { minLength: 1, maxLength: 6 })), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(spoken, fc.option(fc.nat(2)), async (batches, believed) => {
        for (const [who, records] of batches) await tell(ctx, feeds[who] as (typeof feeds)[0], records);
        await findAllDifferences(ctx, KINDS, new AbortController().signal, () => {});
        const ids = (await differencesOf(ctx)).map(({ id }) => id);
        if (ids.length === 0) return;
        const chosen = believed === null ? {} : { feedId: feeds[believed]?.id ?? 0 };
        await resolveDifferences(ctx, { ids, action: 'take', ...chosen });
        const left = (await differencesOf(ctx)).map(({ id }) => id);
        if (left.length > 0) await resolveDifferences(ctx, { ids: left, action: 'take' });
        expect(await differencesOf(ctx)).toEqual([]);
        await findAllDifferences(ctx, KINDS, new AbortController().signal, () => {});
        expect(await differencesOf(ctx)).toEqual([]);
      }),
      { numRuns: rounds(8), endOnFailure: true },
    );
  });
});
