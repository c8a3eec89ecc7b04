import { DateTime } from 'luxon';
import type { PickListDetail } from '../../core/contract/picking.ts';
import type { AppContext } from '../../core/features/context.ts';
import type { Client } from '../../core/host/commands/client.ts';
import { brokenPositions } from '../helpers/sourcing.ts';

/** One stop in so many is short. */
const ONE_SHORT_IN = 200;

/**
 * A whole day on the demo network: every facility's waves are planned, released and put on lists; `mostPicks` stops are picked, list
 * by list, some of them short and sourced again.
 */
export async function floorDay(
  ctx: AppContext,
  client: Client,
  mostPicks: number,
): Promise<Record<string, number>> {
  const waves = await planWaves(client);
  const releaseMs: number[] = [];
  let released = 0;
  for (const waveIds of waves) {
    const started = performance.now();
    const outcome = await ctx.jobs.runToEnd<{ orders: number }>('waves.release', { waveIds }, ctx.actor);
    releaseMs.push(performance.now() - started);
    released += outcome.orders;
  }
  const made = await makeLists(ctx, waves.flat());
  const picked = await pickLists(client, made.listIds, mostPicks);
  return {
    dayReleased: released,
    dayReleaseMs: sum(releaseMs),
    daySlowestReleaseMs: Math.round(Math.max(...releaseMs)),
    ...made.figures,
    ...picked,
    dayBrokenPositions: (await brokenPositions(ctx.db)).length,
  };
}

/** Tomorrow's proposed waves of every facility, and what they leave over in one more. @returns their ids by facility */
async function planWaves(client: Client): Promise<number[][]> {
  const day = DateTime.now().plus({ days: 1 }).toISODate();
  const planned: number[][] = [];
  for (const { code, orders } of await client.waves.facilities()) {
    if (orders === 0) continue;
    const { waves, leftOver } = await client.waves.propose({ facility: code, day });
    const numbers = (rows: readonly { number: string }[]) => rows.map(({ number }) => number);
    const drafts = waves
      .filter((wave) => wave.orders.length > 0)
      .map(({ name, releaseAt, cutOffAt, orders: own }) => ({
        ...{ name, releaseAt, cutOffAt, orders: numbers(own) },
      }));
    const at = Date.now();
    if (leftOver.length > 0) {
      drafts.push({ name: 'rest', releaseAt: at, cutOffAt: at + 1, orders: numbers(leftOver) });
    }
    planned.push((await client.waves.plan({ facility: code, waves: drafts })).waveIds);
  }
  return planned;
}

async function makeLists(ctx: AppContext, waveIds: readonly number[]) {
  const listIds: number[] = [];
  const times: number[] = [];
  let tasks = 0;
  for (const waveId of waveIds) {
    const started = performance.now();
    const input = { waveId, method: 'cluster' };
    const made = await ctx.jobs.runToEnd<{ listIds: number[]; tasks: number }>(
      'picking.make',
      input,
      ctx.actor,
    );
    times.push(performance.now() - started);
    listIds.push(...made.listIds);
    tasks += made.tasks;
  }
  const figures = { dayLists: listIds.length, dayStops: tasks, dayListsMs: sum(times) };
  return { listIds, figures: { ...figures, daySlowestListsMs: Math.round(Math.max(...times)) } };
}

async function pickLists(client: Client, listIds: readonly number[], mostPicks: number) {
  const confirms: number[] = [];
  const shorts: number[] = [];
  const started = performance.now();
  for (const id of listIds) {
    if (confirms.length + shorts.length >= mostPicks) break;
    const list = await client.picking.start({ id, picker: 'bench' });
    await pickOne(client, list, confirms, shorts);
    await client.picking.finish({ id });
  }
  const seconds = (performance.now() - started) / 1000;
  const shortMs = shorts.toSorted((a, b) => a - b)[Math.floor(shorts.length / 2)] ?? 0;
  const inOrder = confirms.toSorted((a, b) => a - b);
  return {
    picks: confirms.length + shorts.length,
    picksPerSecond: Math.round((confirms.length + shorts.length) / seconds),
    confirmMedianMs: Math.round((inOrder[Math.floor(inOrder.length / 2)] ?? 0) * 10) / 10,
    confirmP99Ms: Math.round((inOrder[Math.floor(inOrder.length * 0.99)] ?? 0) * 10) / 10,
    shortPicks: shorts.length,
    shortMedianMs: Math.round(shortMs),
  };
}

async function pickOne(client: Client, list: PickListDetail, confirms: number[], shorts: number[]) {
  for (const { id: taskId, quantity, sku } of list.walk) {
    const at = performance.now();
    const key = { id: list.id, taskId };
    if ((confirms.length + shorts.length + 1) % ONE_SHORT_IN === 0) {
      await client.picking.short({ ...key, found: quantity - 1, reason: 'notFound' });
      shorts.push(performance.now() - at);
    } else {
      await client.picking.confirm({ ...key, quantity, scanned: sku });
      confirms.push(performance.now() - at);
    }
  }
}

const sum = (times: readonly number[]) => Math.round(times.reduce((total, ms) => total + ms, 0));
