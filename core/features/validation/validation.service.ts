import type { z } from 'zod';
import {
  type CustomerCredit,
  FRAUD_SIGNALS,
  VALIDATION_CODES,
  type Validated,
  type ValidationCode,
  type ValidationRules,
  type ValidationSettings,
  type validationContract,
} from '../../contract/validation.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { notFound } from '../procedures.ts';
import { readPreferences } from '../workspace/index.ts';
import { gatherFacts, placeLookup } from './gather.ts';
import { judge } from './judge.ts';
import { DEFAULT_RULES, DEFAULT_SIGNALS, rulesInForce } from './rules-in-force.ts';
import { readValidationSettings, VALIDATION_SETTING, writeValidationSettings } from './settings.queries.ts';
import { validateWithin } from './validate.service.ts';
import {
  findByNumber,
  findCustomer,
  findOrders,
  findUnseen,
  markAllUnseen,
  openOnAccount,
  openOrdersAfter,
  openOrdersOf,
  VALIDATED_STATUSES,
  writeCredit,
} from './validation.queries.ts';

type Answer<P extends { '~orpc': { outputSchema?: unknown } }> =
  NonNullable<P['~orpc']['outputSchema']> extends z.ZodType<infer O> ? O : never;
export type ValidationPreview = Answer<typeof validationContract.preview>;
export type CreditView = Answer<typeof validationContract.credit>;

const PIECE = 500;

/** The rules as they count, with all that nobody has said otherwise. */
export async function validationRules(ctx: AppContext): Promise<ValidationRules> {
  const settings = await readValidationSettings(ctx.db.read);
  const { currency } = await readPreferences(ctx.db.read);
  return {
    settings,
    rules: Object.fromEntries(
      VALIDATION_CODES.map((code) => [code, settings.rules[code] ?? DEFAULT_RULES[code]]),
    ) as ValidationRules['rules'],
    signals: Object.fromEntries(
      FRAUD_SIGNALS.map((signal) => [signal, settings.signals[signal] ?? DEFAULT_SIGNALS[signal]]),
    ) as ValidationRules['signals'],
    currency,
  };
}

/** Puts other rules into force: all open orders are looked at again, bit by bit. */
export async function saveValidationSettings(
  ctx: AppContext,
  settings: ValidationSettings,
): Promise<ValidationRules> {
  await runCommand(ctx, 'validation.saveSettings', async (command) => {
    const before = await readValidationSettings(command.trx);
    await writeValidationSettings(command.trx, settings);
    await markAllUnseen(command.trx);
    command.record({ entity: 'settings', id: null, key: VALIDATION_SETTING, before, after: settings });
    command.publish({ type: 'settings.changed' });
  });
  return validationRules(ctx);
}

/** What rules would say of all open orders now; read piece by piece, so that nobody waits for it. */
export async function previewValidation(
  ctx: AppContext,
  settings: ValidationSettings,
): Promise<ValidationPreview> {
  const started = performance.now();
  const { read } = ctx.db;
  const { currency } = await readPreferences(read);
  const rules = rulesInForce(settings, currency);
  const places = placeLookup(ctx.places);
  const byRule: Partial<Record<ValidationCode, number>> = {};
  const preview: ValidationPreview = { orders: 0, byRule, held: 0, newlyHeld: 0, tookMs: 0 };
  let ids = await openOrdersAfter(read, 0, PIECE);
  while (ids.length > 0) {
    const orders = await findOrders(read, ids);
    const held = new Map(orders.map(({ id, hold_codes }) => [id, hold_codes !== null]));
    for (const facts of await gatherFacts(read, orders, rules)) {
      const judged = judge(facts, rules, places);
      for (const { code } of judged) byRule[code] = (byRule[code] ?? 0) + 1;
      if (!judged.some(({ mode }) => mode === 'hold')) continue;
      preview.held += 1;
      if (!held.get(facts.id)) preview.newlyHeld += 1;
    }
    preview.orders += orders.length;
    ids = await openOrdersAfter(read, ids.at(-1) ?? 0, PIECE);
  }
  return { ...preview, tookMs: performance.now() - started };
}

/** Looks at orders again by command. */
export function validateOrders(ctx: AppContext, numbers: readonly string[]): Promise<Validated> {
  return runCommand(ctx, 'validation.validate', async (command) => {
    const found = new Map((await findByNumber(command.trx, numbers)).map((order) => [order.number, order]));
    const refused: Validated['refused'] = [];
    const ids: number[] = [];
    for (const number of new Set(numbers)) {
      const order = found.get(number);
      if (!order) refused.push({ number, code: 'notFound', reason: `There is no order ${number}.` });
      else if (VALIDATED_STATUSES.includes(order.status)) ids.push(order.id);
      else {
        const reason = `Order ${number} is ${order.status}: picking has begun or it has ended.`;
        refused.push({ number, code: 'validateNotAllowed', reason });
      }
    }
    return { ...(await validateAndTell(command, ctx, ids)), refused };
  });
}

async function validateAndTell(
  command: Command,
  ctx: AppContext,
  ids: readonly number[],
): Promise<Validated> {
  const { trx, at } = command;
  const result = await validateWithin({ trx, tools: command, at }, ctx.places, ids);
  for (const record of result.records) command.record(record);
  if (result.changed.length > 0) command.publish({ type: 'orders.changed', ids: result.changed });
  const { validated, held, freed } = result;
  return { validated, held, freed, refused: [] };
}

/** Looks at some of the orders that nobody has looked at; returns how many those were. */
export async function validateUnseen(ctx: AppContext): Promise<number> {
  if ((await findUnseen(ctx.db.read, 1)).length === 0) return 0;
  return runCommand(ctx, 'validation.validate', async (command) => {
    const ids = await findUnseen(command.trx, PIECE);
    await validateAndTell(command, ctx, ids);
    return ids.length;
  });
}

/** What a customer may owe and has open. @throws NOT_FOUND */
export async function readCredit(ctx: AppContext, code: string): Promise<CreditView> {
  const { read } = ctx.db;
  const customer = await findCustomer(read, code);
  if (!customer) throw notFound('customer', code);
  const { currency } = await readPreferences(read);
  const open = await openOnAccount(read, [customer.id], currency);
  const openMinor = open.reduce((sum, { minor, status }) => (status === 'received' ? sum : sum + minor), 0);
  return { ...creditOf(customer), openMinor, currency };
}

function creditOf(customer: NonNullable<Awaited<ReturnType<typeof findCustomer>>>): CustomerCredit {
  return {
    code: customer.code,
    name: customer.name,
    limitMinor: customer.credit_limit_minor,
    stop: customer.credit_stop === 1,
    overdueMinor: customer.overdue_minor,
  };
}

/** Changes what a customer may owe, and looks at their open orders again. @throws NOT_FOUND */
export function setCredit(
  ctx: AppContext,
  input: Pick<CustomerCredit, 'code' | 'limitMinor' | 'stop' | 'overdueMinor'> & { reason: string },
): Promise<Validated> {
  const { code, reason, ...credit } = input;
  return runCommand(ctx, 'validation.setCredit', async (command) => {
    const customer = await findCustomer(command.trx, code);
    if (!customer) throw notFound('customer', code);
    await writeCredit(command.trx, customer.id, credit, command.at);
    const { limitMinor, stop, overdueMinor } = creditOf(customer);
    const before = { limitMinor, stop, overdueMinor };
    command.record({
      entity: 'customer',
      id: customer.id,
      key: code,
      before,
      after: { ...credit, reason },
    });
    return validateAndTell(command, ctx, await openOrdersOf(command.trx, customer.id));
  });
}
