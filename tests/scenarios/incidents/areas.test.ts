import { expect, it } from 'vitest';
import { shipWithTrouble } from '../../helpers/incidents.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { sharedBench, standardService } from '../../helpers/workbench.ts';

const HOUR = 3_600_000;
const STORM = { name: 'Storm', latitude: 45.7, longitude: 4.9, radiusMetres: 30_000 };

describeCores('an area drawn on the map', (cores) => {
  let given = { lamp: 0, lyon: 0, service: 0 };
  const bench = sharedBench(cores, async ({ build, ctx }) => {
    const lyon = await build.facility('LYON');
    const lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 100);
    given = { lamp, lyon, service: await standardService(ctx) };
  });

  it('is a shared cause of what is in trouble inside, until it ends or is removed', async () => {
    const { client, ctx } = bench();
    const ship = (number: string, promisedInHours = -2) =>
      shipWithTrouble(bench(), { ...given, number }, { promisedInHours });
    await ship('D-1');
    await ship('D-2');
    await ship('D-FINE', 48);
    const elsewhere = await ship('D-FAR');
    await ctx.db.write((trx) =>
      trx
        .updateTable('tracking_event')
        .set({ latitude: 50.6, longitude: 3.06, city: 'Lille' })
        .where('shipment_id', '=', elsewhere.shipment)
        .execute(),
    );
    await client.incidents.detect({});
    const top = async () => (await client.incidents.list({ filter: {} })).rows;
    expect((await top()).length).toBe(3);

    const until = Date.now() + HOUR;
    const { id } = await client.incidentAreas.draw({ ...STORM, until });
    const [storm, far] = await top();
    expect(storm).toMatchObject({
      kind: 'areaTrouble',
      cause: 'area',
      place: 'Storm',
      children: 2,
      orders: 2,
    });
    expect(far?.key).toBe('SH-D-FAR');
    const inside = await client.incidents.list({ filter: { parentId: storm?.id ?? 0 } });
    expect(inside.rows.map(({ key }) => key).sort()).toEqual(['SH-D-1', 'SH-D-2']);
    const { share, area } = await client.incidents.detail({ id: storm?.id ?? 0 });
    expect(share).toBeCloseTo(2 / 3);
    expect(area?.radiusMetres).toBe(30_000);
    expect(await client.incidentAreas.list()).toMatchObject([{ id, name: 'Storm', until }]);

    await client.incidentAreas.remove({ id });
    expect((await top()).map(({ key }) => key).sort()).toEqual(['SH-D-1', 'SH-D-2', 'SH-D-FAR']);
    expect((await client.incidents.detail({ id: storm?.id ?? 0 })).state).toBe('resolved');
    await expect(client.incidentAreas.remove({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client.incidentAreas.draw({ ...STORM, until: 1 })).rejects.toMatchObject({
      data: { reason: 'over' },
    });
  });
});
