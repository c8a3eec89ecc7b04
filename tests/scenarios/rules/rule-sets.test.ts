import { expect, it } from 'vitest';
import type { SegmentDefinition } from '../../../core/contract/rules.ts';
import type { AppContext } from '../../../core/features/context.ts';
import { entityJournal } from '../../../core/features/journal/index.ts';
import { activationConsequences, previewDocument } from '../../../core/features/rules/preview.service.ts';
import { findInForce } from '../../../core/features/rules/rules.queries.ts';
import {
  activateRuleVersion,
  createRuleSet,
  listRuleVersions,
  retireRuleVersion,
  saveRuleVersion,
} from '../../../core/features/rules/rules.service.ts';
import { listMembers } from '../../../core/features/rules/segments.queries.ts';
import { previewSegments } from '../../../core/features/rules/segments.service.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { documentOf, putInForce, rule } from '../../helpers/rules.ts';
import { describeCores } from '../../helpers/runtime.ts';

const DAY_MS = 86_400_000;
const UNDATED = { validFrom: null, validTo: null };

const noStores = rule('eligibility', 'No stores', {
  when: { channels: ['edi'] },
  may: 'only',
  facilities: { kinds: ['warehouse'] },
  strength: 'hard',
  priceMinor: 0,
});

describeCores('rule sets', (cores) => {
  it('an edited active version becomes the next draft; activating it retires the one before, all in the journal', async () => {
    const ctx = await cores.open();
    const [seeded] = await listRuleVersions(ctx);
    expect(seeded).toMatchObject({
      setName: 'Default',
      version: 1,
      status: 'active',
      inForce: true,
      rules: 0,
    });
    expect(await listRuleVersions(ctx)).toHaveLength(1);
    const document = documentOf([noStores]);
    const first = seeded?.id ?? 0;
    const { versionId } = await saveRuleVersion(ctx, { versionId: first, document, ...UNDATED });
    expect(versionId).not.toBe(first);
    expect((await findInForce(ctx.db, ctx.clock()))?.document.rules).toEqual([]);
    const more = documentOf([noStores, { ...noStores, id: 'two', enabled: false }]);
    expect(await saveRuleVersion(ctx, { versionId, document: more, ...UNDATED })).toEqual({ versionId });
    await activateRuleVersion(ctx, versionId);
    const versions = await listRuleVersions(ctx);
    expect(versions.map(({ version, status, inForce }) => [version, status, inForce])).toEqual([
      [2, 'active', true],
      [1, 'retired', false],
    ]);
    await expect(activateRuleVersion(ctx, first)).rejects.toMatchObject({ code: 'CONFLICT' });
    const journal = await entityJournal(ctx.db, 'ruleVersion', versionId);
    expect(journal.map(({ procedure }) => procedure)).toEqual(['rules.activate', 'rules.save', 'rules.save']);
    expect(journal[1]).toMatchObject({ before: { document: { rules: [{ name: 'No stores' }] } } });
  });

  it('a dated set takes over while it lasts and gives back after', async () => {
    const ctx = await cores.open();
    await listRuleVersions(ctx);
    const now = ctx.clock();
    const { versionId } = await createRuleSet(ctx, { name: 'Sales' });
    const dates = { validFrom: now + DAY_MS, validTo: now + 3 * DAY_MS };
    await saveRuleVersion(ctx, { versionId, document: documentOf([noStores]), ...dates });
    const foreseen = await activationConsequences(ctx, versionId);
    expect(foreseen).toMatchObject({ inForceNow: false, replaces: null, added: ['No stores'] });
    await activateRuleVersion(ctx, versionId);
    const names = async (days: number) => (await findInForce(ctx.db, now + days * DAY_MS))?.setName;
    expect([await names(0), await names(2), await names(3)]).toEqual(['Default', 'Sales', 'Default']);
    await retireRuleVersion(ctx, versionId);
    expect(await names(2)).toBe('Default');
    const swapped = { versionId, document: documentOf([]), validFrom: now, validTo: now };
    await expect(saveRuleVersion(ctx, swapped)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(createRuleSet(ctx, { name: 'Sales' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('a preview tells what each rule touches and excludes, and what activating changes', async () => {
    const ctx = await cores.open();
    const build = networkBuilder(ctx.db);
    await build.facility('STORE', { kind: 'store' });
    const lamp = await build.product('LAMP');
    await build.order('E-1', [[lamp, 1]], { channel: 'edi' });
    await build.order('E-2', [[lamp, 1]], { channel: 'edi' });
    await build.order('W-1', [[lamp, 1]]);
    await build.order('HELD', [[lamp, 1]], { channel: 'edi', hold_reason: 'Payment' });
    const document = documentOf([noStores]);
    const preview = await previewDocument(ctx, document);
    expect(preview).toMatchObject({
      openOrders: 3,
      rules: [
        { orders: 2, ordersWithoutFacility: 2, facilities: [{ code: 'STORE' }], examples: ['E-1', 'E-2'] },
      ],
    });
    const [seeded] = await listRuleVersions(ctx);
    const { versionId } = await saveRuleVersion(ctx, { versionId: seeded?.id ?? 0, document, ...UNDATED });
    expect(await activationConsequences(ctx, versionId)).toMatchObject({
      replaces: { version: 1 },
      inForceNow: true,
      added: ['No stores'],
      openOrders: 3,
      ordersAffected: 2,
      ordersShutOut: 2,
    });
  });

  it('segments follow from history, explain themselves, and can be foreseen', async () => {
    const ctx = await cores.open();
    await buildCustomers(ctx);
    const document = documentOf([], { segments: [gold, silver], otherwiseSegment: 'standard' });
    const { counts } = await previewSegments(ctx, document);
    expect(counts).toEqual([
      { segment: 'Gold', members: 0, after: 1, joins: 1, leaves: 0 },
      { segment: 'Silver', members: 1, after: 1, joins: 1, leaves: 1 },
      { segment: 'standard', members: 2, after: 1, joins: 1, leaves: 2 },
    ]);
    await putInForce(ctx, [], { segments: [gold, silver], otherwiseSegment: 'standard' });
    const outcome = await ctx.jobs.runToEnd('rules.segments', {}, ctx.actor);
    expect(outcome).toEqual({ customers: 3, changed: 3 });
    const members = await listMembers(ctx.db, { segment: 'Gold', offset: 0, limit: 10 });
    expect(members.rows).toMatchObject([
      {
        code: 'RICH',
        reason: { definitionId: 'gold', months: 12, orders: 2, valueMinor: 1_240_000, currency: 'EUR' },
      },
    ]);
    expect(await ctx.jobs.runToEnd('rules.segments', {}, ctx.actor)).toEqual({ customers: 3, changed: 0 });
    const [moved] = await entityJournal(ctx.db, 'customer', 1);
    expect(moved).toMatchObject({ before: { segment: 'standard' }, after: { segment: 'Gold' } });
  });
});

const definition = {
  enabled: true,
  months: 12,
  leastOrders: null,
  leastValueMinor: null,
  leastOrderMinor: null,
};
const gold: SegmentDefinition = { ...definition, id: 'gold', segment: 'Gold', leastValueMinor: 1_000_000 };
const silver: SegmentDefinition = { ...definition, id: 'silver', segment: 'Silver', leastOrders: 2 };

/** One who buys much, one who buys often, one who once bought much: long ago, or cancelled. */
async function buildCustomers(ctx: AppContext): Promise<void> {
  const build = networkBuilder(ctx.db);
  const now = ctx.clock();
  const customer = (code: string, segment: string) =>
    ctx.db.write((trx) =>
      trx
        .insertInto('customer')
        .values({ code, name: code, segment, email: null, phone: null, updated_at: 0 })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
  const [rich, often, former] = [
    await customer('RICH', 'standard'),
    await customer('OFTEN', 'standard'),
    await customer('FORMER', 'Silver'),
  ];
  const orders: [number, number, number, string][] = [
    [rich.id, 700_000, 10, 'delivered'],
    [rich.id, 540_000, 300, 'delivered'],
    [often.id, 5_000, 5, 'open'],
    [often.id, 5_000, 50, 'delivered'],
    [former.id, 2_000_000, 500, 'delivered'],
    [former.id, 2_000_000, 5, 'cancelled'],
  ];
  for (const [i, [customer_id, total_minor, days, status]] of orders.entries()) {
    await build.order(`B-${i}`, [], { customer_id, total_minor, status, ordered_at: now - days * DAY_MS });
  }
}
