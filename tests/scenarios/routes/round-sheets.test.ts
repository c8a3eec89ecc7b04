import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { findExportedFile } from '../../../core/features/exports/index.ts';
import { roundSheets } from '../../../core/features/routes/round-sheets/sheets.ts';
import { addShipment, TOUR_DAY, TOUR_DAY_STARTS_AT, van } from '../../helpers/routes.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const DAY = { depots: ['LYON'], day: TOUR_DAY, searchSeconds: 0.3, threads: 1 };

describeCores('round sheets', (cores) => {
  const bench = sharedBench(cores, async ({ ctx, client, build }) => {
    const lyon = await build.facility('LYON');
    const store = await build.facility('BRON', { kind: 'store', latitude: 45.74, longitude: 4.91 });
    const lamp = await build.product('LAMP');
    const hours = [
      { weekday: 1, fromMinutes: 570, toMinutes: 720 },
      { weekday: 1, fromMinutes: 840, toMinutes: 1080 },
    ];
    await client.fleets.saveOpeningHours({ facility: 'BRON', hours });
    await client.fleets.saveVehicleType(van());
    await client.fleets.saveDriver({ code: 'ANNE', name: 'Anne', facility: 'LYON' });
    for (let i = 1; i <= 20; i++) {
      const order = await build.order(`O-${i}`, [[lamp, 1]], {
        ship_to_name: i === 1 ? 'Łucja Zażółć\u0007' : `Customer ${i}`,
        promised_at: null,
        status: 'released',
      });
      await addShipment(ctx, `S-${i}`, { orderId: order.id, facilityId: lyon, east: i, north: -i });
    }
    await ctx.db.write((trx) =>
      trx
        .insertInto('inbound')
        .values({
          reference: 'T-1',
          product_id: lamp,
          facility_id: store,
          kind: 'transfer',
          quantity: 9,
          expected_at: Date.parse(`${TOUR_DAY}T10:00:00Z`),
          status: 'expected',
          origin: 'LYON',
          updated_at: 0,
        })
        .execute(),
    );
  });
  const propose = async () => {
    const { client, finish } = bench();
    const { planId } = await finish<{ planId: number }>(client.routes.propose(DAY));
    const driver = { kind: 'driver', route: 1, driver: 'ANNE' } as const;
    await client.routes.edit({ planId, revision: 1, changes: [driver] });
    return planId;
  };

  it('say each stop in the order of its route, with the times of the depot’s clocks', async () => {
    const { client } = bench();
    const kept = await client.routes.plan({ planId: await propose() });
    const breaks = (leavesAt: number) => [{ startsAt: leavesAt + 1, seconds: 2700 }];
    const plan = { ...kept, routes: kept.routes.map((one) => ({ ...one, breaks: breaks(one.leavesAt) })) };
    const [route] = plan.routes;
    const first = plan.stops.find(({ number }) => number === route?.stops[0]);
    const minutes = Math.floor(((first?.etaAt ?? 0) - TOUR_DAY_STARTS_AT) / 60_000);
    const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
    const book = roundSheets(plan, { language: 'fr' });
    expect(book.heading).toContain('mardi 5 mai 2026');
    expect(book.warning).toBe('BROUILLON : non publié');
    expect(book.sheets).toHaveLength(plan.routes.length);
    const [sheet] = book.sheets;
    const lines = sheet?.lines.filter(({ kind }) => kind === 'stop') ?? [];
    const references = route?.stops.map(
      (number) => plan.stops.find((stop) => stop.number === number)?.reference,
    );
    expect(lines.map((line) => 'reference' in line && line.reference)).toEqual(references);
    expect(lines[0]?.time).toBe(clock.join(':'));
    expect(
      sheet?.lines.filter(({ kind }) => kind === 'note').map((line) => 'text' in line && line.text),
    ).toEqual([expect.stringMatching(/^Pause · 45/), 'Retour à LYON']);
    expect(sheet?.facts.map(({ value }) => value)).toContain('ANNE');
    const all = book.sheets.flatMap((one) => one.lines);
    expect(all.find((line) => 'reference' in line && line.reference === 'T-1')).toMatchObject({
      windows: ['09:30–12:00', '14:00–18:00'],
      task: expect.stringContaining('Réassortir'),
    });
    expect(all.find((line) => 'reference' in line && line.reference === 'S-1')).toMatchObject({
      name: 'Łucja Zażółć',
    });
    expect(roundSheets(plan, { language: 'en', routes: [99] }).sheets).toEqual([]);
  });

  it('are written into a PDF file by a job', async () => {
    const { client, ctx, finish } = bench();
    const planId = await propose();
    const made = await finish<{ fileId: string; fileName: string; pages: number; bytes: number }>(
      client.routes.roundSheets({ planId, language: 'fr' }),
    );
    expect(made.fileName).toBe(`vigie-round-sheets-${TOUR_DAY}-v1.pdf`);
    expect(made.pages).toBeGreaterThan(1);
    const file = await findExportedFile(ctx, made.fileId);
    const pdf = (await readFile(file?.path ?? '')).toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf.trimEnd().endsWith('%%EOF')).toBe(true);
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(made.pages);
    expect(pdf).toContain('/Lang (fr-FR)');
    expect(pdf).toContain('Inter');
    await expect(finish(client.routes.roundSheets({ planId, routes: [99] }))).rejects.toThrow(
      'no such route',
    );
  });
});
