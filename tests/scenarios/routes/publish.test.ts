import { expect, it } from 'vitest';
import { addShipment, TOUR_DAY, TOUR_DAY_STARTS_AT, van } from '../../helpers/routes.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const HOUR_MS = 3_600_000;
const DAY = { depots: ['LYON'], day: TOUR_DAY, searchSeconds: 0.3, threads: 1 };

describeCores('published tours', (cores) => {
  const bench = sharedBench(cores, async ({ ctx, client, build }) => {
    const lyon = await build.facility('LYON');
    const lamp = await build.product('LAMP');
    await build.stock(lamp, lyon, 50);
    await client.fleets.saveVehicleType(van());
    for (let i = 1; i <= 5; i++) {
      const name = i === 1 ? '=HYPERLINK("x")' : `Customer ${i}`;
      const order = await build.order(`O-${i}`, [[lamp, 1]], {
        ship_to_name: name,
        promised_at: null,
        status: 'released',
      });
      await addShipment(ctx, `S-${i}`, {
        orderId: order.id,
        facilityId: lyon,
        east: i,
        north: -i,
        eta_p50_at: 77,
        status: 'packed',
      });
    }
  });
  const propose = async () => {
    const { client, finish } = bench();
    return (await finish<{ planId: number }>(client.routes.propose(DAY))).planId;
  };
  const etas = async () => {
    const rows = await bench()
      .ctx.db.read.selectFrom('shipment')
      .select(['number', 'eta_p50_at', 'eta_p90_at', 'status'])
      .orderBy('number')
      .execute();
    return rows;
  };

  it('gives shipments their ETA and tour, once; a later version replaces it, and it can be taken back', async () => {
    const { client, ctx } = bench();
    const planId = await propose();
    expect(await client.routes.publish({ planId })).toEqual({ stops: 5, shipments: 5 });
    const plan = await client.routes.plan({ planId });
    expect(plan.status).toBe('published');
    for (const row of await etas()) {
      const stop = plan.stops.find(({ reference }) => reference === row.number);
      expect(row.eta_p50_at).toBe(stop?.etaAt);
      expect(row.eta_p90_at ?? 0).toBeGreaterThan(row.eta_p50_at ?? 0);
      expect(row.eta_p90_at ?? 0).toBeLessThan((row.eta_p50_at ?? 0) + HOUR_MS);
    }
    expect(await client.routes.tourOf({ shipment: 'S-2' })).toMatchObject({ planId, route: 1 });
    await expect(
      client.routes.edit({ planId, revision: 1, changes: [{ kind: 'lockRoute', route: 1, locked: true }] }),
    ).rejects.toMatchObject({ data: { reason: 'notDraft' } });
    await expect(propose()).rejects.toThrow('Nothing is to be driven');

    const next = (await client.routes.copy({ planId })).planId;
    await client.routes.edit({
      planId: next,
      revision: 1,
      changes: [{ kind: 'move', stops: [1], route: null }],
    });
    await client.routes.publish({ planId: next });
    expect((await client.routes.plan({ planId })).status).toBe('replaced');
    expect((await etas())[0]?.eta_p50_at).toBe(77);
    expect(await client.routes.tourOf({ shipment: 'S-1' })).toBeNull();
    await client.routes.unpublish({ planId: next });
    expect((await client.routes.plan({ planId })).status).toBe('published');
    expect((await etas())[0]?.eta_p50_at).toBe(plan.stops[0]?.etaAt);
    await client.routes.unpublish({ planId });
    expect((await etas()).map((row) => row.eta_p50_at)).toEqual([77, 77, 77, 77, 77]);
    const journal = await ctx.db.read
      .selectFrom('journal')
      .select('procedure')
      .where('entity', '=', 'routePlan')
      .execute();
    expect(journal.map(({ procedure }) => procedure)).toEqual(
      expect.arrayContaining(['routes.publish', 'routes.unpublish', 'routes.copy']),
    );
  });

  it('writes CSV, GPX and GeoJSON that run nothing, and reads what happened back', async () => {
    const { client } = bench();
    const planId = await propose();
    await client.routes.publish({ planId });
    const [csv, gpx, geojson] = await Promise.all(
      (['csv', 'gpx', 'geojson'] as const).map((format) =>
        client.routes.export({ planId, format, language: 'fr' }),
      ),
    );
    const lines = csv?.text.split('\r\n') ?? [];
    expect(lines).toHaveLength(7);
    expect(csv?.text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(gpx?.text.match(/<rtept /g)).toHaveLength(7);
    expect(gpx?.text).toContain('=HYPERLINK(&quot;x&quot;)');
    const { features } = JSON.parse(geojson?.text ?? '{}') as { features: { geometry: { type: string } }[] };
    expect(features.map(({ geometry }) => geometry.type).sort()).toEqual([
      'LineString',
      ...Array(5).fill('Point'),
    ]);

    const header = (lines[0] ?? '').replace('\uFEFF', '').split(';');
    const told = lines.slice(1, 6).map((line) => {
      const cells = line.split(';');
      const say = (column: string, text: string) => {
        cells[header.indexOf(column)] = text;
      };
      const reference = cells[header.indexOf('reference')];
      if (reference === 'S-2') say('outcome', 'failed');
      else if (reference === 'S-3') say('outcome', 'perhaps');
      else if (reference !== 'S-4') say('outcome', 'served');
      if (reference === 'S-5') say('actual', '14:30');
      return cells.join(';');
    });
    await expect(client.routes.importDone({ planId, text: 'a;b\r\n1;2' })).rejects.toMatchObject({
      data: { reason: 'unreadable' },
    });
    const untouched = (await client.routes.export({ planId, format: 'csv' })).text;
    await expect(client.routes.importDone({ planId, text: untouched })).rejects.toMatchObject({
      data: { reason: 'unreadable' },
    });
    const done = await client.routes.importDone({ planId, text: [header.join(';'), ...told].join('\r\n') });
    expect(done).toMatchObject({ served: 2, failed: 1, unsaid: 1 });
    expect(done.refused).toEqual([expect.objectContaining({ code: 'unknownOutcome' })]);
    const plan = await client.routes.plan({ planId });
    expect(plan.status).toBe('done');
    expect(plan.stops.find(({ reference }) => reference === 'S-5')).toMatchObject({
      outcome: 'served',
      actualAt: TOUR_DAY_STARTS_AT + 14.5 * HOUR_MS,
    });
    expect(Object.fromEntries((await etas()).map(({ number, status }) => [number, status]))).toMatchObject({
      'S-1': 'delivered',
      'S-4': 'packed',
      'S-5': 'delivered',
    });
    await expect(client.routes.unpublish({ planId })).rejects.toMatchObject({
      data: { reason: 'notPublished' },
    });
  });

  it('keeps fleets and drivers; what cannot be is refused', async () => {
    const { client } = bench();
    const truck = await client.fleets.saveVehicleType(
      van({ code: 'TRUCK', vehicles: [{ facility: 'LYON', count: 2 }] }),
    );
    const [first] = await client.fleets.vehicleTypes();
    expect(first).toMatchObject({ code: 'TRUCK', vehicles: [{ facility: 'LYON', count: 2 }] });
    await expect(client.fleets.saveVehicleType(van({ code: 'TRUCK' }))).rejects.toMatchObject({
      data: { reason: 'codeTaken' },
    });
    await expect(
      client.fleets.saveVehicleType(van({ code: 'X', vehicles: [{ facility: 'MARS', count: 1 }] })),
    ).rejects.toMatchObject({ data: { reason: 'unknownFacility' } });
    await client.fleets.saveVehicleType({ ...van({ code: 'LORRY' }), id: truck.id });
    await client.fleets.removeVehicleType({ id: truck.id });
    expect((await client.fleets.vehicleTypes()).map(({ code }) => code)).toEqual(['VAN']);
    const driver = await client.fleets.saveDriver({ code: 'BO', name: 'Bo' });
    await client.fleets.removeDriver({ id: driver.id });
    expect(await client.fleets.drivers()).toEqual([]);
    const overlap = [
      { weekday: 0, fromMinutes: 500, toMinutes: 700 },
      { weekday: 0, fromMinutes: 600, toMinutes: 800 },
    ];
    await expect(client.fleets.saveOpeningHours({ facility: 'LYON', hours: overlap })).rejects.toMatchObject({
      data: { reason: 'hoursOverlap' },
    });
  });
});
