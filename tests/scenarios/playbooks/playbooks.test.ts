import { expect, it } from 'vitest';
import type { IncidentKind } from '../../../core/contract/incidents.ts';
import type { PlaybookDocument, PlaybookMode } from '../../../core/contract/playbooks.ts';
import { tickPlaybooks } from '../../../core/features/playbooks/index.ts';
import { localClient } from '../../../core/host/commands/client.ts';
import { incidentDesk, openIncident, shipWithTrouble } from '../../helpers/incidents.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { sharedBench, standardService } from '../../helpers/workbench.ts';

const HOUR = 3_600_000;
type Step = PlaybookDocument['steps'][number];

describeCores('playbooks', (cores) => {
  let lamp = 0;
  let lyon = 0;
  let service = 0;
  let count = 0;
  const bench = sharedBench(cores, async ({ build, ctx }) => {
    lyon = await build.facility('LYON');
    lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 200);
    service = await standardService(ctx);
  });
  const { stateOf } = incidentDesk(bench);

  /** Each test has a segment of its own, so that playbooks do not meet. */
  const lost = async (segment: string, about: { owner?: string; parent_id?: number } = {}) => {
    count += 1;
    const made = await shipWithTrouble(
      bench(),
      { lamp, lyon, service, number: `B-${count}` },
      { trouble: 'lost', promisedInHours: 100 },
    );
    const id = await openIncident(bench(), {
      ...{ kind: 'lost', severity: 1, entity_key: `SH-${made.number}`, entity_id: made.shipment },
      ...{ order_id: made.orderId, order_number: made.number, carrier: 'Post', facility: 'LYON', segment },
      ...about,
    });
    return { ...made, id };
  };
  const option = (id: string, kind: 'claim' | 'reship' | 'refund' | 'chaseCarrier', when = {}): Step => {
    return { id, kind: 'option', option: kind, when };
  };
  const book = async (
    segment: string,
    steps: Step[],
    given: {
      kinds?: IncidentKind[];
      mode?: PlaybookMode;
      perRunMinor?: number | null;
      perDayMinor?: number | null;
    } = {},
  ) => {
    const { client } = bench();
    const { kinds = ['lost'], mode = 'itself', perRunMinor = null, perDayMinor = null } = given;
    const document = { trigger: { kinds, segments: [segment] }, steps };
    const name = `For ${segment}`;
    const { id } = await client.playbooks.create({
      name,
      document: { ...document, perRunMinor, perDayMinor },
    });
    await client.playbooks.setMode({ id, mode });
    return { id, name };
  };
  const tick = (later = 0) => {
    const { ctx } = bench();
    return tickPlaybooks({ ...ctx, clock: () => Date.now() + later });
  };
  const runOf = async (incidentId: number) => {
    const { run, past } = await bench().client.playbooks.ofIncident({ incidentId });
    return run ?? past[0] ?? null;
  };
  const statesOf = async (incidentId: number) =>
    (await runOf(incidentId))?.steps.map(({ state, reason }) => (reason ? `${state} ${reason}` : state));
  const detailOf = (id: number) => bench().client.incidents.detail({ id });

  it('by itself below its limit: every step is done in its name, once, and told; an undo takes it back and keeps it away', async () => {
    const { client } = bench();
    const { id, number } = await lost('one');
    const { name } = await book(
      'one',
      [
        option('a', 'claim'),
        { id: 'b', kind: 'comment', note: 'Claimed @zoe', when: {} },
        { id: 'c', kind: 'comment', note: 'Never', when: { moneyMinor: { min: 1_000_000 } } },
        option('d', 'reship', { optionMarginMinor: { min: -5000 } }),
        option('e', 'refund'),
      ],
      { perRunMinor: 10_000, perDayMinor: 20_000 },
    );
    await tick();
    await tick();
    const run = await runOf(id);
    expect(run).toMatchObject({ state: 'done', reason: 'finished', startedBy: `playbook ${name}` });
    expect(await statesOf(id)).toEqual(['done', 'done', 'skipped condition', 'done', 'next']);
    expect(run?.costMinor).toBeGreaterThan(2000);
    const detail = await detailOf(id);
    expect(detail).toMatchObject({ state: 'resolved', resolution: 'acted' });
    expect(detail.actions.map(({ option: what, actor }) => [what, actor])).toEqual([
      ['reship', `playbook ${name}`],
      ['claim', `playbook ${name}`],
    ]);
    expect(detail.events.map(({ kind, detail: what }) => (kind === 'playbook' ? what : kind))).toEqual([
      'finished',
      'acted',
      'skipped',
      'commented',
      'acted',
      'started',
    ]);
    const mentioned = await localClient({ ...bench().ctx, actor: 'zoe' }).incidents.list({
      filter: { mentioned: true, states: ['resolved'] },
    });
    expect(mentioned.rows.map((row) => row.id)).toEqual([id]);
    const journal = await client.workspace.journal({ entity: 'incident', key: `SH-${number}` });
    expect(new Set(journal.rows.map(({ actor }) => actor))).toEqual(new Set([`playbook ${name}`]));
    const steps = await client.workspace.journal({ entity: 'playbookRun', key: name });
    expect(steps.rows.length).toBeGreaterThanOrEqual(6);
    const { rows } = await client.playbooks.list();
    expect(rows.find((row) => row.name === name)).toMatchObject({
      runsToday: 1,
      running: 0,
      costTodayMinor: run?.costMinor,
    });

    await client.incidents.undo({ actionId: detail.actions[0]?.id ?? 0 });
    await tick();
    expect(await stateOf(id)).toBe('open');
    expect((await client.playbooks.ofIncident({ incidentId: id })).run).toBeNull();
  });

  it('above its limit it asks: yes does it, no leaves the step out and goes on', async () => {
    const { client } = bench();
    const [first, second] = [await lost('two'), await lost('two')];
    await book('two', [option('a', 'reship'), option('b', 'claim')], { perRunMinor: 100 });
    await tick();
    expect(await runOf(first.id)).toMatchObject({ state: 'asking' });
    expect(await statesOf(first.id)).toEqual(['asking perRun', 'next']);
    expect((await detailOf(first.id)).actions).toEqual([]);
    await client.playbooks.answer({ runId: (await runOf(first.id))?.id ?? 0, yes: true });
    expect(await statesOf(first.id)).toEqual(['done', 'next']);
    expect((await detailOf(first.id)).actions).toMatchObject([{ option: 'reship' }]);
    const other = (await runOf(second.id))?.id ?? 0;
    await client.playbooks.answer({ runId: other, yes: false });
    expect(await statesOf(second.id)).toEqual(['skipped refused', 'done']);
    await expect(client.playbooks.answer({ runId: other, yes: true })).rejects.toMatchObject({
      data: { reason: 'notAsking' },
    });
  });

  it('a day’s limit holds over all its runs; in mode "ask" each way out is asked', async () => {
    const made = [await lost('three'), await lost('three'), await lost('three')];
    const cost = (await incidentDesk(bench).optionsOf(made[0]?.id ?? 0)).get('reship')?.costMinor ?? 0;
    const { id } = await book('three', [option('a', 'reship')], { perDayMinor: cost * 2 });
    await tick();
    const states = await Promise.all(made.map((one) => statesOf(one.id)));
    expect(states).toEqual([['done'], ['done'], ['asking perDay']]);
    await bench().client.playbooks.setMode({ id, mode: 'ask' });
    const next = await lost('three');
    await tick();
    expect(await statesOf(next.id)).toEqual(['asking mode']);
    await bench().client.playbooks.setMode({ id, mode: 'off' });
    await tick();
    expect(await runOf(next.id)).toMatchObject({ state: 'stopped', reason: 'stopped' });
  });

  it('a timer goes on after a restart, or earlier when its condition comes true', async () => {
    const { ctx } = bench();
    const [timed, early] = [await lost('four'), await lost('four')];
    const until = { severities: [2] };
    await book('four', [{ id: 'a', kind: 'wait', minutes: 60, until, when: {} }, option('b', 'claim')]);
    await tick();
    expect(await runOf(timed.id)).toMatchObject({ state: 'waiting', wakesAt: expect.any(Number) });
    await tick(30 * 60_000);
    expect(await statesOf(timed.id)).toEqual(['waiting', 'next']);
    await ctx.db.write((trx) =>
      trx.updateTable('incident').set({ severity: 2 }).where('id', '=', early.id).execute(),
    );
    await tick(31 * 60_000);
    expect(await statesOf(early.id)).toEqual(['done', 'done']);
    const restarted = await cores.open(bench().target);
    await tickPlaybooks({ ...restarted, clock: () => Date.now() + 61 * 60_000 });
    const { past } = await localClient(restarted).playbooks.ofIncident({ incidentId: timed.id });
    expect(past[0]?.steps.map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('stops when somebody takes it over or acts, and never begins what somebody has in hand', async () => {
    const { client } = bench();
    const [taken, acted, owned] = [
      await lost('five'),
      await lost('five'),
      await lost('five', { owner: 'zoe' }),
    ];
    const wait: Step = { id: 'a', kind: 'wait', minutes: 60, until: null, when: {} };
    await book('five', [wait, option('b', 'claim')]);
    await tick();
    expect(await runOf(owned.id)).toBeNull();
    await client.playbooks.takeOver({ runId: (await runOf(taken.id))?.id ?? 0 });
    expect(await runOf(taken.id)).toMatchObject({ state: 'stopped', reason: 'takenOver' });
    expect(await detailOf(taken.id)).toMatchObject({ owner: 'tester', state: 'open' });
    await client.incidents.snooze({ ids: [acted.id], until: Date.now() + HOUR });
    await tick(2 * HOUR);
    expect(await runOf(acted.id)).toMatchObject({ state: 'stopped', reason: 'takenOver' });
    expect((await detailOf(acted.id)).actions).toEqual([]);
    expect((await detailOf(taken.id)).actions).toEqual([]);
  });

  it('what somebody chooses for a shared cause is told there too, and takes it out of the playbook’s hands', async () => {
    const { client } = bench();
    const cause = await openIncident(bench(), {
      ...{ kind: 'carrierOutage', entity: 'cause', entity_key: 'carrier:Post', segment: 'eight' },
    });
    const inside = [await lost('inside', { parent_id: cause }), await lost('inside', { parent_id: cause })];
    const wait: Step = { id: 'a', kind: 'wait', minutes: 60, until: null, when: {} };
    await book('eight', [wait, option('b', 'claim')], { kinds: ['carrierOutage'] });
    await tick();
    expect(await runOf(cause)).toMatchObject({ state: 'waiting' });
    const { applied } = await client.incidents.apply({ ids: [cause], option: 'chaseCarrier' });
    expect(applied).toEqual(inside.map(({ id }) => id));
    const { events } = await detailOf(cause);
    expect(events[0]).toMatchObject({ kind: 'acted', detail: 'chaseCarrier', actor: 'tester' });
    await tick(2 * HOUR);
    expect(await runOf(cause)).toMatchObject({ state: 'stopped', reason: 'takenOver' });
  });

  it('suggested ones wait for somebody; while paused nothing begins or goes on', async () => {
    const { client } = bench();
    const { id } = await lost('six');
    const steps: Step[] = [{ id: 'a', kind: 'assign', owner: 'zoe', when: {} }, option('b', 'claim')];
    const playbook = await book('six', steps, { mode: 'suggest' });
    await tick();
    const { run, offers } = await client.playbooks.ofIncident({ incidentId: id });
    expect(run).toBeNull();
    expect(offers).toContainEqual({ id: playbook.id, name: playbook.name, shipped: null, steps: 2 });
    await client.playbooks.pause({ on: true });
    const start = () => client.playbooks.start({ playbookId: playbook.id, incidentId: id });
    await expect(start()).rejects.toMatchObject({ data: { reason: 'paused' } });
    expect(await tick()).toEqual({ advanced: 0, begun: 0 });
    await client.playbooks.pause({ on: false });
    await start();
    expect(await runOf(id)).toMatchObject({ state: 'done', startedBy: 'tester' });
    expect(await detailOf(id)).toMatchObject({ owner: 'zoe', actions: [{ option: 'claim' }] });
  });

  it('a trial tells what it would have done and spent, and writes nothing; a save is a new version', async () => {
    const { client } = bench();
    const [one] = [await lost('seven'), await lost('seven')];
    const { id, name } = await book('seven', [option('a', 'reship')], { mode: 'off', perRunMinor: 100 });
    const { document } = await client.playbooks.get({ id });
    const trial = await client.playbooks.try({ document, mode: 'itself' });
    expect(trial).toMatchObject({
      ...{ incidents: 2, worked: 2, asks: 2, byItself: 0 },
      steps: [{ id: 'a', asked: 2 }],
      examples: [{ incidentId: one.id, options: ['reship'], asks: 'perRun' }, {}],
    });
    expect((await detailOf(one.id)).actions).toEqual([]);
    const dearer = { ...document, perRunMinor: 100_000 };
    expect(await client.playbooks.try({ document: dearer, mode: 'itself' })).toMatchObject({ byItself: 2 });
    expect(await client.playbooks.save({ id, name, document: dearer })).toEqual({ version: 2 });
    expect(await client.playbooks.get({ id })).toMatchObject({
      version: 2,
      document: { perRunMinor: 100_000 },
      versions: [{ version: 2 }, { version: 1 }],
    });
    await expect(client.playbooks.create({ name, document })).rejects.toMatchObject({
      data: { reason: 'nameTaken' },
    });
    await client.playbooks.remove({ id });
    await expect(client.playbooks.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('no two have one name, in whatever case', async () => {
    const { client } = bench();
    const { id } = await book('Échecs', [option('a', 'claim')], { mode: 'off' });
    const { name, document } = await client.playbooks.get({ id });
    for (const same of [name, name.toUpperCase()]) {
      await expect(client.playbooks.create({ name: same, document })).rejects.toMatchObject({
        data: { reason: 'nameTaken' },
      });
    }
    await client.playbooks.save({ id, name, document });
  });

  it('a workspace without any has those that come with the program, none by itself', async () => {
    const ctx = await cores.open();
    const { rows, paused } = await localClient(ctx).playbooks.list();
    expect(paused).toBe(false);
    expect(rows).toHaveLength(6);
    expect(new Set(rows.map(({ mode }) => mode))).toEqual(new Set(['off', 'suggest']));
  });
});
