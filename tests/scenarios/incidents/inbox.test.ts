import { expect, it } from 'vitest';
import { lampsInLyon, shipWithTrouble, type TroubleGiven } from '../../helpers/incidents.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const HOUR = 3_600_000;

describeCores('the inbox of incidents', (cores) => {
  let lamp = 0;
  let lyon = 0;
  let service = 0;
  const bench = sharedBench(cores, async (own) => {
    ({ lamp, lyon, service } = await lampsInLyon(own));
  });
  const troubled = async (number: string, given: TroubleGiven = {}) => {
    await shipWithTrouble(bench(), { lamp, lyon, service, number }, given);
    await bench().client.incidents.detect({});
    const { rows } = await bench().client.incidents.list({ filter: { search: `SH-${number}` } });
    return rows[0]?.id ?? 0;
  };

  /** The order's customer is in the segment `vip`. */
  const makeVip = (number: string) =>
    bench().ctx.db.write(async (trx) => {
      const address = { street: null, city: null, postal_code: null, region: null, country: 'FR' };
      const { id } = await trx
        .insertInto('customer')
        .values({
          code: number,
          name: number,
          segment: 'vip',
          email: null,
          phone: null,
          ...address,
          latitude: null,
          longitude: null,
          updated_at: Date.now(),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await trx.updateTable('sales_order').set({ customer_id: id }).where('number', '=', number).execute();
    });

  it('gives an assignment back to whom it belonged to', async () => {
    const { client } = bench();
    const [first, second] = [await troubled('A-1'), await troubled('A-2')];
    await client.incidents.assign({ ids: [first], owner: 'zoe' });
    const { before } = await client.incidents.assign({ ids: [first, second], owner: 'tester' });
    expect(before).toEqual([
      { owner: 'zoe', teamId: null, ids: [first] },
      { owner: null, teamId: null, ids: [second] },
    ]);
    for (const was of before) await client.incidents.assign(was);
    const owners = async (owner: 'me' | 'nobody') =>
      (await client.incidents.list({ filter: { owner } })).rows.map(({ id }) => id);
    expect(await owners('me')).toEqual([]);
    expect(await owners('nobody')).toContain(second);
    expect((await client.incidents.detail({ id: first })).owner).toBe('zoe');
    expect(await client.incidents.people()).toEqual(expect.arrayContaining(['tester', 'zoe']));
  });

  it('shows a team what it was given, what its members own, and of its kinds what nobody has in hand', async () => {
    const { client } = bench();
    const shown = async () => {
      const { rows } = await client.incidents.list({ filter: { owner: 'team' } });
      return new Set(rows.map(({ key }) => key.replace('SH-', '')).filter((key) => key.startsWith('T-')));
    };
    const [given, owned, nobodys, others] = await Promise.all(
      ['T-1', 'T-2', 'T-3', 'T-4'].map((number) => troubled(number)),
    );
    const north = { name: 'North', members: ['tester', 'zoe'], kinds: ['lost' as const] };
    const { id } = await client.teams.save({ id: null, ...north });
    const { id: south } = await client.teams.save({ id: null, name: 'South', members: ['max'], kinds: [] });
    await expect(client.teams.save({ id: null, ...north, name: 'NORTH' })).rejects.toMatchObject({
      data: { reason: 'nameTaken' },
    });
    await client.incidents.assign({ ids: [given as number], owner: null, teamId: id });
    await client.incidents.assign({ ids: [owned as number], owner: 'zoe' });
    await client.incidents.assign({ ids: [others as number], owner: null, teamId: south });
    expect(await shown()).toEqual(new Set(['T-1', 'T-2']));
    await client.teams.save({ id, ...north, kinds: ['late', 'lost'] });
    expect(await shown()).toEqual(new Set(['T-1', 'T-2', 'T-3']));
    await client.incidents.assign({ ids: [nobodys as number], owner: 'max' });
    expect(await shown()).toEqual(new Set(['T-1', 'T-2']));

    const taken = await client.incidents.assign({ ids: [given as number], owner: 'tester' });
    expect((await client.incidents.detail({ id: given as number })).team).toBe('North');
    for (const was of taken.before) await client.incidents.assign(was);
    expect(await client.incidents.detail({ id: given as number })).toMatchObject({
      owner: null,
      team: 'North',
    });
    const { text } = await client.incidents.handover({ language: 'en', owner: 'team' });
    expect(text).toMatch(/^Handover \(North\)/);
    expect(text).toContain('SH-T-1, Lyon: due');
    expect(text).not.toContain('SH-T-4');

    expect(await client.teams.list()).toMatchObject([
      { name: 'North', mine: true, open: 1 },
      { name: 'South', mine: false, open: 1 },
    ]);
    await client.teams.remove({ id });
    expect(await shown()).toEqual(new Set());
    expect((await client.incidents.detail({ id: given as number })).team).toBeNull();
    await client.teams.remove({ id: south });
  });

  it('shows whom a comment names what mentions them', async () => {
    const { client } = bench();
    const id = await troubled('M-1');
    await client.incidents.comment({ id, note: 'Write to max@tester.com; @zoe knows.' });
    expect((await client.incidents.list({ filter: { mentioned: true } })).rows).toEqual([]);
    await client.incidents.comment({ id, note: '@Tester, please call them. (@tester!)' });
    const { rows, mentions } = await client.incidents.list({ filter: { mentioned: true } });
    expect(rows.map((row) => row.id)).toEqual([id]);
    expect(mentions).toBe(1);
    await client.incidents.resolve({ ids: [id], as: 'resolved' });
    expect((await client.incidents.list({ filter: {} })).mentions).toBe(0);
  });

  it('detects by the settings in force, which can be tried before they are saved', async () => {
    const { client } = bench();
    const id = await troubled('S-1');
    await makeVip('S-1');
    const settings = await client.incidentDetection.settings();
    const { kinds, segments } = await client.incidentDetection.usual();
    expect(segments).toEqual(['vip']);
    const patient = { ...settings, kinds: { late: { ...kinds.late, threshold: 72 } } };
    const preview = await client.incidentDetection.preview(patient);
    expect(preview.kinds.find(({ kind }) => kind === 'late')).toMatchObject({ after: 0 });
    expect(preview.before).toBeGreaterThan(preview.after);
    expect((await client.incidents.detail({ id })).state).toBe('open');

    await client.incidentDetection.save(patient);
    await client.incidents.detect({});
    expect((await client.incidents.detail({ id })).state).toBe('resolved');
    const journal = await client.workspace.journal({ entity: 'settings', key: 'incidents' });
    expect(journal.rows[0]).toMatchObject({ procedure: 'incidentDetection.save' });

    await client.incidentDetection.save({
      ...patient,
      segments: { vip: { late: { threshold: 1, severity: 1 } } },
    });
    await client.incidents.detect({});
    const { rows } = await client.incidents.list({ filter: {} });
    expect(rows).toMatchObject([{ key: 'SH-S-1', kind: 'late', segment: 'vip', severity: 1 }]);
    await expect(client.incidentDetection.save({ ...settings, leastChildren: 1 })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });

  it('finds promises at risk as far ahead as a segment’s rule says', async () => {
    const { client, build } = bench();
    await build.order('S-2', [[lamp, 1]], { promised_at: Date.now() + 60 * HOUR });
    await makeVip('S-2');
    const settings = await client.incidentDetection.settings();
    await client.incidentDetection.save({
      ...settings,
      segments: { ...settings.segments, vip: { promiseAtRisk: { threshold: 72 } } },
    });
    await client.incidents.detect({});
    const { rows } = await client.incidents.list({ filter: { search: 'S-2', kinds: ['promiseAtRisk'] } });
    expect(rows.map(({ key }) => key)).toEqual(['S-2']);
    await client.incidentDetection.save(settings);
  });
});
