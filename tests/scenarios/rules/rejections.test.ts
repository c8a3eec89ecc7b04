import { expect, it } from 'vitest';
import { REJECTION_REASONS } from '../../../core/contract/rules.ts';
import type { AppContext } from '../../../core/features/context.ts';
import { entityJournal } from '../../../core/features/journal/index.ts';
import { listRejections } from '../../../core/features/rejections/rejections.queries.ts';
import {
  rejectAllocation,
  rejectionConsequences,
} from '../../../core/features/rejections/rejections.service.ts';
import { importFolder, importPaths } from '../../helpers/import.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { putInForce, rule } from '../../helpers/rules.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { applyRun, brokenPositions, orderStatus, proposeRun, reservations } from '../../helpers/sourcing.ts';

const PARIS = { latitude: 48.87, longitude: 2.33 };

async function positionAt(ctx: AppContext, productId: number, facilityId: number) {
  const row = await ctx.db.read
    .selectFrom('stock_position')
    .selectAll()
    .where('product_id', '=', productId)
    .where('facility_id', '=', facilityId)
    .executeTakeFirstOrThrow();
  const available = row.on_hand - row.blocked - row.reserved_external - row.reserved_allocated;
  return { onHand: row.on_hand, available, blocked: row.blocked };
}

async function allocationOf(ctx: AppContext, number: string) {
  return ctx.db.read
    .selectFrom('allocation as a')
    .innerJoin('sales_order as o', 'o.id', 'a.order_id')
    .select('a.id')
    .where('o.number', '=', number)
    .where('a.status', '=', 'reserved')
    .executeTakeFirstOrThrow();
}

async function waitForJob(ctx: AppContext, jobId: string | null): Promise<void> {
  if (jobId === null) return;
  for (;;) {
    const job = await ctx.jobs.get(jobId);
    if (job && !['queued', 'running'].includes(job.status)) return expect(job.status).toBe('done');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describeCores('facility rejections', (cores) => {
  const file = importFolder();
  let shared: Promise<{ ctx: AppContext; near: number; far: number }> | undefined;
  const open = () => {
    shared ??= (async () => {
      const ctx = await cores.open();
      const build = networkBuilder(ctx.db);
      const near = await build.facility('NEAR', PARIS);
      return { ctx, near, far: await build.facility('FAR') };
    })();
    return shared;
  };

  /** Ten units near and far; two of them reserved near for an order. */
  async function reserved(name: string) {
    const { ctx, near, far } = await open();
    const build = networkBuilder(ctx.db);
    const product = await build.product(name);
    await build.stock(product, near, 10);
    await build.stock(product, far, 10);
    await build.order(name, [[product, 2]], { promised_at: null });
    await applyRun(ctx, await proposeRun(ctx, { numbers: [name] }));
    expect(await reservations(ctx.db)).toContain(`${name}: 2 x ${name} @ NEAR`);
    return { ctx, near, far, product, allocationId: (await allocationOf(ctx, name)).id };
  }

  const AFTER = {
    notInStock: { onHand: 0, available: 0, blocked: 0 },
    mismatch: { onHand: 8, available: 8, blocked: 0 },
    damaged: { onHand: 10, available: 8, blocked: 2 },
    noTime: { onHand: 10, available: 10, blocked: 0 },
  } as const;

  for (const reason of REJECTION_REASONS) {
    it(`${reason}: the stock changes as it says, and the line ships from elsewhere`, async () => {
      const { ctx, near, product, allocationId } = await reserved(reason);
      const foreseen = await rejectionConsequences(ctx, { allocationId });
      expect(foreseen.before).toMatchObject({ onHand: 10, available: 8 });
      expect(foreseen.after[reason]).toMatchObject(AFTER[reason]);
      const { jobId } = await rejectAllocation(ctx, { allocationId, reason, note: 'Seen at the shelf' });
      expect(await positionAt(ctx, product, near)).toEqual(AFTER[reason]);
      await waitForJob(ctx, jobId);
      expect(await reservations(ctx.db)).toContain(`${reason}: 2 x ${reason} @ FAR`);
      expect(await positionAt(ctx, product, near)).toEqual(AFTER[reason]);
      expect(await orderStatus(ctx.db, reason)).toBe('sourced');
      expect(await brokenPositions(ctx.db)).toEqual([]);
      const { rows } = await listRejections(ctx.db, { number: reason, offset: 0, limit: 10 });
      expect(rows).toMatchObject([{ facility: 'NEAR', quantity: 2, reason, note: 'Seen at the shelf' }]);
      const journal = await entityJournal(ctx.db, 'stock', product);
      expect(journal[0]).toMatchObject({
        procedure: 'rejections.reject',
        after: { onHand: AFTER[reason].onHand },
      });
    });
  }

  it('the facility serves again when nobody else can, when its time is over, and when the rule says so', async () => {
    const { ctx, far, product, allocationId } = await reserved('AGAIN');
    await ctx.db.write((trx) =>
      trx
        .updateTable('stock_position')
        .set({ on_hand: 0 })
        .where('product_id', '=', product)
        .where('facility_id', '=', far)
        .execute(),
    );
    const again = await rejectAllocation(ctx, { allocationId, reason: 'noTime' });
    await waitForJob(ctx, again.jobId);
    expect(await reservations(ctx.db)).toContain('AGAIN: 2 x AGAIN @ NEAR');
    const avoid = rule('avoid', 'A day off', { reasons: [], hours: 24, scope: 'order', strength: 'hard' });
    await putInForce(ctx, [avoid]);
    const { id } = await allocationOf(ctx, 'AGAIN');
    await waitForJob(ctx, (await rejectAllocation(ctx, { allocationId: id, reason: 'noTime' })).jobId);
    expect(await orderStatus(ctx.db, 'AGAIN')).toBe('open');
    await putInForce(ctx, [{ ...avoid, hours: 0 } as typeof avoid]);
    await applyRun(ctx, await proposeRun(ctx, { numbers: ['AGAIN'] }));
    expect(await reservations(ctx.db)).toContain('AGAIN: 2 x AGAIN @ NEAR');
    await putInForce(ctx, []);
  });

  it('rejects a part: the rest stays reserved where it is', async () => {
    const { ctx, near, product, allocationId } = await reserved('PART');
    const { jobId } = await rejectAllocation(ctx, { allocationId, quantity: 1, reason: 'damaged' });
    await waitForJob(ctx, jobId);
    expect(await reservations(ctx.db)).toEqual(
      expect.arrayContaining(['PART: 1 x PART @ NEAR', 'PART: 1 x PART @ FAR']),
    );
    expect(await positionAt(ctx, product, near)).toEqual({ onHand: 10, available: 8, blocked: 1 });
  });

  it('what is damaged stays blocked until the source counts the position anew', async () => {
    const { ctx, near, product, allocationId } = await reserved('BROKEN');
    await waitForJob(ctx, (await rejectAllocation(ctx, { allocationId, reason: 'damaged' })).jobId);
    await importPaths(ctx, [file('demand.csv', 'sku,facility code,daily demand\nBROKEN,NEAR,3\n')]);
    expect(await positionAt(ctx, product, near)).toMatchObject({ onHand: 10, blocked: 2 });
    await importPaths(ctx, [file('stock.csv', 'sku,facility code,on hand\nBROKEN,NEAR,8\n')]);
    expect(await positionAt(ctx, product, near)).toEqual({ onHand: 8, available: 8, blocked: 0 });
  });

  it('refuses what is no longer reserved, and more than is', async () => {
    const { ctx, allocationId } = await reserved('TWICE');
    await expect(
      rejectAllocation(ctx, { allocationId, quantity: 3, reason: 'noTime' }),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await waitForJob(ctx, (await rejectAllocation(ctx, { allocationId, reason: 'noTime' })).jobId);
    await expect(rejectAllocation(ctx, { allocationId, reason: 'noTime' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});
