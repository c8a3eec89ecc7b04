import { type ClosingSettings, closingSettings, type OrderCommandResult } from '../../contract/orders.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { readSetting, writeSetting } from '../workspace/index.ts';
import { closeByClock, openMatters, quietOrders } from './closing.queries.ts';
import { findOrdersForCommand } from './order-commands.queries.ts';
import { closeOrder, type Refusal, reopenOrder } from './order-commands.ts';
import { changeWithin } from './orders.service.ts';

const SETTING = 'closing';
const DEFAULT_DAYS = 14;
const DAY_MS = 86_400_000;
const PIECE = 500;
const EVERY_MS = 30_000;

/** Closes orders by hand; those of which a return or an incident is open stay, with the reason. */
export function closeOrders(ctx: AppContext, numbers: string[]): Promise<OrderCommandResult> {
  return runCommand(ctx, 'orders.close', async (command) => {
    const orders = await findOrdersForCommand(command.trx, numbers);
    const matters = await openMatters(
      command.trx,
      Array.from(orders.values(), ({ id }) => id),
    );
    const refused: Refusal[] = [];
    for (const [number, { id, status, closed }] of orders) {
      const matter = matters.get(id);
      if (!matter || closed || (status !== 'delivered' && status !== 'returned')) continue;
      const reason = `Order ${number} has an open ${matter}: end that first.`;
      refused.push({ number, code: matter === 'return' ? 'returnOpen' : 'incidentOpen', reason });
    }
    const kept = new Set(refused.map(({ number }) => number));
    const rest = numbers.filter((number) => !kept.has(number));
    const result = await changeWithin(command, 'close', rest, () => closeOrder(command.at), {});
    return { ...result, refused: [...refused, ...result.refused] };
  });
}

export function reopenOrders(ctx: AppContext, numbers: string[]): Promise<OrderCommandResult> {
  return runCommand(ctx, 'orders.reopen', (command) =>
    changeWithin(command, 'reopen', numbers, () => reopenOrder, {}),
  );
}

export async function readClosing({ db }: Pick<AppContext, 'db'>): Promise<ClosingSettings> {
  const stored = (await readSetting(db.read, SETTING)) ?? {};
  return closingSettings.parse({ days: DEFAULT_DAYS, ...stored });
}

export async function saveClosing(ctx: AppContext, settings: ClosingSettings): Promise<ClosingSettings> {
  const before = await readClosing(ctx);
  await runCommand(ctx, 'orders.saveClosing', async (command) => {
    await writeSetting(command.trx, SETTING, settings);
    command.record({ entity: 'settings', id: null, key: SETTING, before, after: settings });
    command.publish({ type: 'settings.changed' });
  });
  return settings;
}

/** Closes some of the orders that ended long enough ago; returns how many. */
export async function closeQuiet(ctx: AppContext): Promise<number> {
  const { days } = await readClosing(ctx);
  if (days === null) return 0;
  const before = ctx.clock() - days * DAY_MS;
  if ((await quietOrders(ctx.db.read, before, 1)).length === 0) return 0;
  return runCommand(ctx, 'orders.close', async (command) => {
    const quiet = await quietOrders(command.trx, before, PIECE);
    const ids = quiet.map(({ id }) => id);
    await closeByClock(command.trx, ids, command.at);
    for (const { id, number: key } of quiet) {
      command.record({
        entity: 'order',
        id,
        key,
        before: { closedAt: null },
        after: { closedAt: command.at },
      });
    }
    if (ids.length > 0) command.publish({ type: 'orders.changed', ids });
    return ids.length;
  });
}

/** Closes orders by the clock until it is stopped. */
export function startClosing(ctx: AppContext): () => Promise<void> {
  let closing: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    closing ??= closeQuiet(ctx)
      .catch((error: unknown) =>
        ctx.log(`closing orders: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => {
        closing = null;
      });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await closing;
  };
}
