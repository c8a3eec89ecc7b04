import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import type { WaveTemplateDraft } from '../../../core/contract/waves.ts';
import { floorOf } from '../../helpers/floor.ts';
import { describeCores } from '../../helpers/runtime.ts';
import { WHOLE_DAY } from '../../helpers/waves.ts';
import { sharedBench } from '../../helpers/workbench.ts';

const DAY_MS = 86_400_000;
const DRAFT = { ...WHOLE_DAY, facility: 'LYON', name: 'Tried' };
/** Tomorrow: whatever the time, its pickers have their whole shift before them. */
const day = DateTime.now().setZone('Europe/Paris').plus({ days: 1 }).toISODate() as string;

describeCores('wave templates', (cores) => {
  let lamp = 0;
  const bench = sharedBench(cores, async ({ client, build }) => {
    const lyon = await build.facility('LYON', { cut_off_minutes: 1440 });
    lamp = await build.product('LAMP', { category: 'light' });
    const rake = await build.product('RAKE', { category: 'garden' });
    for (const product of [lamp, rake]) await build.stock(product, lyon, 100);
    await client.picking.saveBins({
      facility: 'LYON',
      bins: [{ sku: 'LAMP', code: 'A-1', zone: 'A', aisle: 1, bay: 1, level: 1 }],
    });
    const promised_at = Date.now() + 10 * DAY_MS;
    await build.order('LAMPS', [[lamp, 2]], { promised_at });
    await build.order('RAKES', [[rake, 1]], { promised_at });
    const mixed: [number, number][] = [
      [lamp, 1],
      [rake, 1],
    ];
    await build.order('MIXED', mixed, { promised_at, service_level: 'express' });
    await floorOf(bench, 'LYON').source(['LAMPS', 'RAKES', 'MIXED']);
  });

  /** Orders that a day with this template alone puts into waves. */
  const proposed = async (limits: Partial<WaveTemplateDraft>) => {
    const { client } = bench();
    const { id } = await client.waves.saveTemplate({ ...DRAFT, ...limits });
    const { waves, leftOver } = await client.waves.propose({ facility: 'LYON', day });
    await client.waves.removeTemplate({ id });
    const reasons = new Set(leftOver.map(({ reason }) => reason));
    expect([...reasons].filter((reason) => reason !== 'noTemplate')).toEqual([]);
    return waves.flatMap(({ orders }) => orders.map(({ number }) => number)).sort();
  };

  it('take orders that lie wholly in their zones: of bins, or by category where there is none', async () => {
    expect(await proposed({})).toEqual(['LAMPS', 'MIXED', 'RAKES']);
    expect(await proposed({ zones: ['A'] })).toEqual(['LAMPS']);
    expect(await proposed({ zones: ['garden'] })).toEqual(['RAKES']);
    expect(await proposed({ zones: ['A', 'garden'] })).toEqual(['LAMPS', 'MIXED', 'RAKES']);
    expect(await proposed({ zones: ['light'] }), 'its lamps lie in a bin').toEqual([]);
  });

  it('take orders that leave by their carriers and services', async () => {
    const express = ['POST/express-FR'];
    const standard = ['POST/standard-FR'];
    expect(await proposed({ services: express })).toEqual(['MIXED']);
    expect(await proposed({ services: standard })).toEqual(['LAMPS', 'RAKES']);
    expect(await proposed({ services: standard, zones: ['A'] })).toEqual(['LAMPS']);
    expect(await proposed({ carriers: ['POST'] })).toEqual(['LAMPS', 'MIXED', 'RAKES']);
  });

  it('hold when their waves are released: a cheaper service that they do not name is not taken', async () => {
    const { client, build } = bench();
    const services = ['POST/express-FR'];
    const { id } = await client.waves.saveTemplate({ ...DRAFT, services });
    await build.order('FAST', [[lamp, 1]], { promised_at: Date.now() + 10 * DAY_MS });
    const floor = floorOf(bench, 'LYON');
    await floor.source(['FAST']);
    const at = Date.now();
    const wave = { templateId: id, name: 'Fast', releaseAt: at, cutOffAt: at + 1, orders: ['FAST'] };
    const { waveIds } = await client.waves.plan({ facility: 'LYON', waves: [wave] });
    await floor.release(...waveIds);
    const [choice] = await client.carriers.offers({ shipments: ['SH-FAST-1'] });
    expect(choice).toMatchObject({ service: 'express-FR', chosen: { service: 'standard-FR' } });
  });

  it('tell what they can be limited to', async () => {
    const { zones, services } = await bench().client.waves.templateChoices({ facility: 'LYON' });
    expect(zones).toEqual(expect.arrayContaining(['A', 'garden']));
    expect(services.map(({ key }) => key)).toContain('POST/express-FR');
  });
});
