import { beforeEach, expect, it } from 'vitest';
import type { AppContext } from '../../../core/features/context.ts';
import { orderDetail } from '../../../core/features/orders/order-detail.ts';
import {
  editOrderAddress,
  holdOrders,
  releaseOrders,
  undoOrderCommand,
} from '../../../core/features/orders/orders.service.ts';
import { DEFAULT_SETTINGS } from '../../../core/features/validation/rules-in-force.ts';
import {
  previewValidation,
  saveValidationSettings,
  setCredit,
  validateOrders,
  validateUnseen,
} from '../../../core/features/validation/validation.service.ts';
import { feedRow, record, say } from '../../helpers/feeds.ts';
import { importFolder, importPaths } from '../../helpers/import.ts';
import { networkBuilder } from '../../helpers/network.ts';
import { describeCores } from '../../helpers/runtime.ts';

const PARIS = { street: '1 rue de la Paix', city: 'Paris', postalCode: '75002', country: 'FR' };

describeCores('orders at their reception', (cores) => {
  const file = importFolder();
  let ctx: AppContext;
  let shop: { id: number; code: string };
  beforeEach(async () => {
    ctx = await cores.open();
    shop = await feedRow(ctx.db, 'shop');
    await say(ctx, shop, [
      record('products', { sku: 'LAMP', productName: 'Lamp', price: 25, currency: 'EUR' }),
      record('customers', { customerCode: 'C1', customerName: 'Moreau', country: 'FR', creditLimit: 3000 }),
    ]);
  });

  const order = (number: string, given: Record<string, unknown> = {}, version: number | null = null) =>
    record(
      'orders',
      { orderNumber: number, customerCode: 'C1', shipToName: 'C. Moreau', ...PARIS, ...given },
      {
        version,
        lines: [{ sku: 'LAMP', quantity: 1, unitPrice: 25 }],
      },
    );
  const state = async (number: string) => {
    const { order: head, holds } = await orderDetail(ctx, number);
    const active = holds.filter(({ active: isActive }) => isActive).map(({ code }) => code);
    return { status: head.status, codes: head.holdCodes, reason: head.holdReason, active };
  };

  it('are open when nothing is wrong, and wait as received with every reason when something is', async () => {
    await say(ctx, shop, [
      order('GOOD', { orderStatus: 'open' }),
      order('SILENT'),
      order('WRONG', { orderStatus: 'open', postalCode: '7500', orderTotal: 3500 }),
      order('QUOTE', { orderStatus: 'received' }),
    ]);
    expect(await state('GOOD')).toEqual({ status: 'open', codes: [], reason: null, active: [] });
    expect(await state('SILENT')).toMatchObject({ status: 'open' });
    expect(await state('QUOTE')).toMatchObject({ status: 'received', codes: [] });
    expect(await state('WRONG')).toEqual({
      status: 'received',
      codes: ['postalCodeForm', 'creditLimit'],
      reason:
        '7500 is no postal code of FR; Credit limit: open orders 50.00 EUR and this one 3500.00 EUR, of a limit of 3000.00 EUR',
      active: ['creditLimit', 'postalCodeForm'],
    });
    const { journal } = await orderDetail(ctx, 'WRONG');
    expect(journal[0]).toMatchObject({
      procedure: 'validation.validate',
      before: { status: 'open', holdReason: null },
      after: { status: 'received' },
    });
  });

  it('the same again changes nothing, a mended one is open', async () => {
    const wrong = order('W1', { orderStatus: 'open', postalCode: '7500' }, 1);
    expect(await say(ctx, shop, [wrong])).toMatchObject({ changed: 1 });
    expect(await say(ctx, shop, [wrong])).toMatchObject({ changed: 0 });
    expect(await state('W1')).toMatchObject({ status: 'received' });
    await say(ctx, shop, [order('W1', { orderStatus: 'open' }, 2)]);
    expect(await state('W1')).toMatchObject({ status: 'open', codes: [] });
    expect((await orderDetail(ctx, 'W1')).holds).toMatchObject([
      { code: 'postalCodeForm', active: false, releasedBy: null },
    ]);
  });

  it('of a file are looked at as those of a feed, and the same file again changes nothing', async () => {
    const path = file(
      'orders.csv',
      'order number;ordered at;status;customer code;street;postal code;city;country;order total\n' +
        'F1;2026-05-04;open;C1;1 rue A;75002;Paris;FR;20\nF2;2026-05-04;open;C1;1 rue A;7500;Paris;FR;20\n',
    );
    await importPaths(ctx, [path]);
    expect(await state('F1')).toMatchObject({ status: 'open' });
    expect(await state('F2')).toMatchObject({ status: 'received', codes: ['postalCodeForm'] });
    const again = await importPaths(ctx, [path]);
    expect(again.entities.orders).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });
    expect(await state('F2')).toMatchObject({ status: 'received' });
  });

  it('releasing one hold leaves the others; the last one opens the order, and undo holds it again', async () => {
    await say(ctx, shop, [order('W1', { orderStatus: 'open', postalCode: '7500', orderTotal: 3500 })]);
    await holdOrders(ctx, ['W1'], 'Call back');
    expect((await state('W1')).codes).toEqual(['postalCodeForm', 'creditLimit', 'manual']);
    await releaseOrders(ctx, ['W1'], { codes: ['postalCodeForm'], reason: 'Carrier knows it' });
    await releaseOrders(ctx, ['W1'], { codes: ['manual'] });
    expect(await state('W1')).toMatchObject({ status: 'received', codes: ['creditLimit'] });
    const { commandId } = await releaseOrders(ctx, ['W1'], { reason: 'Paid by phone' });
    expect(await state('W1')).toMatchObject({ status: 'open', codes: [], reason: null });
    const { holds } = await orderDetail(ctx, 'W1');
    expect(holds.find(({ code }) => code === 'postalCodeForm')).toMatchObject({
      releasedBy: 'tester',
      note: 'Carrier knows it',
    });
    expect(await validateOrders(ctx, ['W1'])).toMatchObject({ validated: 1, held: [], freed: [] });
    expect(await state('W1')).toMatchObject({ status: 'open' });
    await expect(undoOrderCommand(ctx, commandId)).resolves.toMatchObject({ changed: ['W1'] });
    expect(await state('W1')).toMatchObject({ status: 'received', codes: ['creditLimit'] });
  });

  it('an edited address is looked at again, and a released rule returns when the order changes', async () => {
    await say(ctx, shop, [order('W1', { postalCode: '7500' })]);
    await editOrderAddress(ctx, 'W1', { name: 'C. Moreau', region: null, ...PARIS });
    expect(await state('W1')).toMatchObject({ status: 'open', codes: [] });
    await editOrderAddress(ctx, 'W1', { name: 'C. Moreau', region: null, ...PARIS, postalCode: '75' });
    expect(await state('W1')).toMatchObject({ status: 'received', codes: ['postalCodeForm'] });
    await releaseOrders(ctx, ['W1']);
    await editOrderAddress(ctx, 'W1', { name: 'C. Moreau', region: null, ...PARIS, postalCode: '76' });
    expect(await state('W1')).toMatchObject({ status: 'received', codes: ['postalCodeForm'] });
  });

  it('an edited address is taken back together with what the rules made of it', async () => {
    await say(ctx, shop, [order('W1', { postalCode: '7500' })]);
    const { commandId } = await editOrderAddress(ctx, 'W1', { name: 'C. Moreau', region: null, ...PARIS });
    expect(await state('W1')).toMatchObject({ status: 'open', codes: [] });
    expect(await undoOrderCommand(ctx, commandId)).toMatchObject({ changed: ['W1'], refused: [] });
    expect((await orderDetail(ctx, 'W1')).shipTo.postalCode).toBe('7500');
    expect(await state('W1')).toMatchObject({ status: 'received', codes: ['postalCodeForm'] });
  });

  it('credit: a change by hand or by a feed lets the customer’s open orders be looked at again', async () => {
    await say(ctx, shop, [order('W1', { orderTotal: 3500 })]);
    expect(await state('W1')).toMatchObject({ status: 'received', codes: ['creditLimit'] });
    const credit = { code: 'C1', limitMinor: 500_000, stop: false, overdueMinor: 0 };
    expect(await setCredit(ctx, { ...credit, reason: 'Insured for more' })).toMatchObject({ freed: ['W1'] });
    expect(await state('W1')).toMatchObject({ status: 'open' });
    await say(ctx, shop, [record('customers', { customerCode: 'C1', creditStop: true })]);
    expect(await validateUnseen(ctx)).toBe(1);
    expect(await state('W1')).toMatchObject({ status: 'received', codes: ['creditStop'] });
  });

  it('what nobody has looked at is found at the next turn; other rules let all open orders be looked at', async () => {
    const build = networkBuilder(ctx.db);
    const lamp = await build.product('SHADE');
    await build.order('LOST', [[lamp, 1]], { postal_code: '7500' });
    await build.order('GONE', [[lamp, 1]], { postal_code: '7500', status: 'shipped' });
    expect(await validateUnseen(ctx)).toBe(2);
    expect(await validateUnseen(ctx)).toBe(0);
    expect(await state('LOST')).toMatchObject({ status: 'received', codes: ['postalCodeForm'] });
    expect(await state('GONE')).toMatchObject({ status: 'shipped', codes: [] });
    const settings = {
      ...DEFAULT_SETTINGS,
      rules: { postalCodeForm: { mode: 'warn' as const, threshold: 0 } },
    };
    expect(await previewValidation(ctx, DEFAULT_SETTINGS)).toMatchObject({
      orders: 1,
      held: 1,
      newlyHeld: 0,
    });
    expect(await previewValidation(ctx, settings)).toMatchObject({ held: 0, byRule: { postalCodeForm: 1 } });
    await saveValidationSettings(ctx, settings);
    expect(await validateUnseen(ctx)).toBe(1);
    expect(await state('LOST')).toMatchObject({ status: 'open', codes: [], active: ['postalCodeForm'] });
  });

  it('a hold of the source and one by hand are two, and one released leaves the other', async () => {
    await say(ctx, shop, [order('W1', { orderStatus: 'open', holdReason: 'Payment review' })]);
    await holdOrders(ctx, ['W1'], 'Call back');
    expect(await state('W1')).toMatchObject({
      status: 'open',
      codes: ['source', 'manual'],
      reason: 'Payment review; Call back',
    });
    await releaseOrders(ctx, ['W1'], { codes: ['source'] });
    await validateOrders(ctx, ['W1']);
    expect(await state('W1')).toMatchObject({ codes: ['manual'], reason: 'Call back' });
  });

  it('what the source holds an order for is as it says now, and said again changes nothing', async () => {
    const held = { orderStatus: 'open', postalCode: '7500', holdReason: 'Payment review' };
    await say(ctx, shop, [order('W1', held, 1)]);
    const before = await orderDetail(ctx, 'W1');
    expect(await validateOrders(ctx, ['W1'])).toMatchObject({ validated: 1, held: [], freed: [] });
    expect((await orderDetail(ctx, 'W1')).journal).toEqual(before.journal);
    await say(ctx, shop, [order('W1', { ...held, holdReason: 'Chargeback' }, 2)]);
    expect(await state('W1')).toMatchObject({
      codes: ['source', 'postalCodeForm'],
      reason: 'Chargeback; 7500 is no postal code of FR',
    });
  });
});
