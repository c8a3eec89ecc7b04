import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { VroomOutput } from '../../../core/solvers/routing/instance/vroom/vroom-output.ts';
import { commandLineFile } from '../../helpers/command-line.ts';
import { startSource } from '../../helpers/http-source.ts';
import { osrmAnswer, roadMetres, roadSeconds } from '../../helpers/road-servers.ts';

const FIXTURES = resolve(import.meta.dirname, '../../fixtures/routing');
const fixture = (name: string) => join(FIXTURES, name);
const folder = mkdtempSync(join(tmpdir(), 'vigie-route-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number;
  out: string;
  err: string;
}

function vigie(...args: string[]): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, [commandLineFile, 'route', ...args], (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

function put(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const SIGINT_BIT = 1n << 1n;

/** Under way far enough to end in order when interrupted; known only on Linux, elsewhere some seconds must do. */
async function catchesInterrupts(pid: number): Promise<void> {
  if (process.platform !== 'linux') return void (await wait(5000));
  for (;;) {
    const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    if (BigInt(`0x${caught}`) & SIGINT_BIT) return;
    await wait(50);
  }
}

interface Told {
  cost: number;
  vehicles: number;
  unassigned: number[];
  routes: { vehicle: number; stops: number[] }[];
  seconds: number;
  seed: number;
  feasible: boolean;
}

async function solved(...args: string[]): Promise<Told> {
  const { code, out, err } = await vigie('solve', ...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Told;
}

describe('vigie route solve', () => {
  it('plans a file’s tours, and tells what vigie route check finds', async () => {
    const sol = join(folder, 'c101.sol');
    const told = await solved(fixture('C101.vrp'), '--time', '1', '--seed', '3', '--solution', sol);
    expect(told).toMatchObject({ unassigned: [], seed: 3, feasible: true });
    expect(told.cost).toBeGreaterThan(827.2);
    expect(told.cost).toBeLessThan(1000);
    const stops = told.routes.flatMap((route) => route.stops).sort((a, b) => a - b);
    expect(stops).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(told.routes.map(({ vehicle }) => vehicle)).toEqual(told.routes.map((_, i) => i + 1));
    expect(told.vehicles).toBe(told.routes.length);
    const checked = await vigie('check', fixture('C101.vrp'), sol, '--json');
    expect(JSON.parse(checked.out)).toMatchObject({ cost: told.cost, stated: told.cost, feasible: true });
  });

  it('searches on several threads and takes the best', async () => {
    const told = await solved(fixture('X-n106-k14.vrp'), '--time', '0.8', '--threads', '2');
    expect(told.feasible).toBe(true);
    expect(told.cost).toBeLessThan(29_000);
    expect(told.seconds).toBeLessThan(20);
  });

  it('reads Solomon’s form, and what is piped in', async () => {
    const text = [
      'S1\nVEHICLE\nNUMBER CAPACITY\n 2 10\nCUSTOMER\nCUST NO. XCOORD. YCOORD. DEMAND READY TIME DUE DATE SERVICE TIME',
      '0 0 0 0 0 100 0\n1 3 4 6 0 100 1\n2 0 8 6 0 100 1\n3 3 3 4 0 100 1',
    ].join('\n');
    const child = execFile(process.execPath, [
      commandLineFile,
      'route',
      'solve',
      '-',
      '--time',
      '0.3',
      '--json',
    ]);
    child.stdin?.end(text);
    let out = '';
    for await (const chunk of child.stdout ?? []) out += chunk;
    expect(JSON.parse(out)).toMatchObject({ cost: 26.2, vehicles: 2, feasible: true });
    const fewest = await solved(put('s1.txt', text), '--time', '0.3', '--objective', 'vehicles-first');
    expect(fewest.vehicles).toBe(2);
  });

  it('ends with the best so far at Ctrl-C', async () => {
    const child: ChildProcess = spawn(
      process.execPath,
      [commandLineFile, 'route', 'solve', fixture('C101.vrp'), '--time', '60', '--json'],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    let out = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    await catchesInterrupts(child.pid as number);
    await wait(1000);
    child.kill('SIGINT');
    await new Promise((done) => child.once('exit', done));
    const told = JSON.parse(out) as Told;
    expect(told.seconds).toBeLessThan(20);
    expect(told).toMatchObject({ feasible: true, unassigned: [] });
  });

  it('says what is wrong with a file or a call', async () => {
    const bad = put('bad.vrp', 'DIMENSION: 2\nCAPACITY: 5\nNODE_COORD_SECTION\n1 0 0\n2 0 x\n');
    const message = async (...args: string[]) => {
      const { code, err } = await vigie('solve', ...args);
      expect(code).toBe(2);
      return err;
    };
    expect(await message(bad)).toContain('bad.vrp: line 5, NODE_COORD_SECTION: “x” is not a number');
    expect(await message(put('what.txt', 'hello'))).toContain(
      'Say it with --format: vrplib, solomon, vroom.',
    );
  });

  it('warns of what it does not understand', async () => {
    const text = readFileSync(fixture('X-n106-k14.vrp'), 'utf8').replace('CAPACITY', 'COLOUR : 7\nCAPACITY');
    const { code, err } = await vigie('solve', put('more.vrp', text), '--time', '0.3', '--json');
    expect(code).toBe(0);
    expect(err).toContain('line 6, COLOUR: is not known and has no effect');
  });
});

describe('vigie route check', () => {
  it('names what a plan breaks, and ends with 1', async () => {
    const text = readFileSync(fixture('C101.sol'), 'utf8').replace('Route #1: 5 3 7', 'Route #1: 3 5 7 99');
    const { code, out } = await vigie('check', fixture('C101.vrp'), put('worse.sol', text), '--json');
    expect(code).toBe(1);
    const { feasible, faults } = JSON.parse(out) as { feasible: boolean; faults: string[] };
    expect(feasible).toBe(false);
    expect(faults).toContain('stop 99 is visited 2 times');
    expect(faults.join('; ')).toMatch(/route 1: is late at/);
  });
});

/** Places on a plane of minutes, a way takes its distance; day from 8:00 (0) to 18:00. */
const PLACES = Array.from({ length: 30 }, (_, i) => [(i * 37) % 50, (i * 23) % 40] as const);
const DURATIONS = PLACES.map(([x, y]) => PLACES.map(([u, v]) => Math.round(60 * Math.hypot(x - u, y - v))));
const HOUR = 3600;

const VROOM = {
  vehicles: [1, 2, 3].map((id) => ({
    ...{ id, start_index: 0, end_index: 0, capacity: [12], skills: id === 3 ? [1, 2] : [1] },
    ...{ time_window: [0, 10 * HOUR], max_tasks: 14 },
    breaks: [{ id: 1, time_windows: [[4 * HOUR, 5 * HOUR]], service: 1800 }],
  })),
  jobs: Array.from({ length: 20 }, (_, i) => ({
    ...{ id: i + 1, location_index: i + 1, service: 300, delivery: [1], skills: i % 7 === 0 ? [2] : [] },
    ...(i % 3 === 0
      ? {
          time_windows: [
            [i * 600, i * 600 + 2 * HOUR],
            [9 * HOUR, 9.5 * HOUR],
          ],
        }
      : {}),
  })),
  shipments: Array.from({ length: 4 }, (_, i) => ({
    amount: [2],
    pickup: { id: i + 1, location_index: 21 + 2 * i, service: 120 },
    delivery: { id: i + 1, location_index: 22 + 2 * i, service: 120 },
  })),
  matrices: { car: { durations: DURATIONS } },
};

describe('VROOM’s JSON', () => {
  it('is answered as VROOM does, with plans that hold', async () => {
    const { code, out } = await vigie('solve', put('day.json', VROOM), '--time', '0.6');
    expect(code).toBe(0);
    const answer = JSON.parse(out) as VroomOutput;
    expect(answer.code).toBe(0);
    expect(answer.unassigned).toEqual([]);
    expect(answer.summary).toMatchObject({ unassigned: 0, routes: answer.routes.length });
    const seen: string[] = [];
    for (const route of answer.routes) {
      const vehicle = VROOM.vehicles.find(({ id }) => id === route.vehicle);
      let [leaves, at, travel, before] = [route.steps[0]?.arrival ?? -1, 0, 0, 0];
      for (const step of route.steps) {
        if (step.type !== 'break') {
          travel += DURATIONS[at]?.[step.location_index ?? -1] as number;
          at = step.location_index ?? -1;
          expect(step.duration).toBe(travel);
        }
        expect(step.arrival).toBe(leaves + step.duration - before);
        expect(step.load?.[0]).toBeLessThanOrEqual(12);
        const begins = step.arrival + step.waiting_time;
        [leaves, before] = [begins + step.setup + step.service, step.duration];
        if (step.type === 'job') {
          const job = VROOM.jobs.find(({ id }) => id === step.id);
          const windows = job?.time_windows ?? [[0, 10 * HOUR]];
          expect(windows.some(([from = 0, to = 0]) => from <= begins && begins <= to)).toBe(true);
          expect(job?.skills.every((skill) => vehicle?.skills.includes(skill))).toBe(true);
        }
        if (step.type === 'break') expect(begins).toBeGreaterThanOrEqual(4 * HOUR);
        if (step.type === 'delivery') expect(seen).toContain(`pickup ${step.id}`);
        seen.push(`${step.type} ${step.id}`);
      }
      expect(route.cost).toBe(travel);
      expect(leaves).toBeLessThanOrEqual(10 * HOUR);
    }
    expect(new Set(seen.filter((step) => /^(job|pickup|delivery)/.test(step))).size).toBe(28);
    expect(answer.summary.cost).toBe(answer.routes.reduce((sum, { cost }) => sum + cost, 0));
  });

  it('may take its ways from a routing server, and does without one that fails', async () => {
    const server = await startSource((call) => osrmAnswer(call));
    const paris = [2.3526, 48.8604];
    const jobs = [{ id: 1, location: [2.3691, 48.8532] }];
    const file = put('paris.json', {
      vehicles: [{ id: 1, start: paris, end: paris, costs: { per_km: 10 } }],
      jobs,
    });
    const there = { latitude: 48.8532, longitude: 2.3691 };
    const here = { latitude: 48.8604, longitude: 2.3526 };
    const solve = (url: string) => vigie('solve', file, '--time', '0.2', '--roads', `osrm=${url}`);
    const { out, err } = await solve(server.url);
    expect(err).toBe('');
    const { distance, duration } = (JSON.parse(out) as VroomOutput).summary;
    expect(distance).toBe(roadMetres(here, there) + roadMetres(there, here));
    expect(duration).toBe(roadSeconds(here, there) + roadSeconds(there, here));
    await server.close();
    const without = await solve(server.url);
    expect(without.code).toBe(0);
    expect(without.err).toMatch(/by great circle × 1\.3: 127\.0\.0\.1:\d+ cannot be reached/);
  });

  it('leaves out what cannot be, with the reason', async () => {
    const lone = { ...VROOM, jobs: [...VROOM.jobs, { id: 99, location_index: 5, skills: [7] }] };
    const { out } = await vigie('solve', put('lone.json', lone), '--time', '0.3', '--json');
    expect((JSON.parse(out) as VroomOutput).unassigned).toMatchObject([
      { id: 99, type: 'job', location_index: 5, reason: 'No vehicle that may come has the skills it needs.' },
    ]);
  });

  it('that is wrong is answered with VROOM’s code and the place', async () => {
    const { code, out } = await vigie('solve', put('wrong.json', { ...VROOM, vehicles: [] }));
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({ code: 2, error: 'vehicles: at least one vehicle is needed' });
  });
});
