import { type CarrierSettings, type CarrierTerms, carrierTerms } from '../../contract/carriers.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { promiseNetwork } from '../promise/index.ts';
import { findCarriers, findTerms, knownFacilityCodes, writeTerms } from './carriers.queries.ts';
import { mixCounts } from './gather.service.ts';

/** All carriers with their terms, and how near they are to their shares. */
export async function showTerms(ctx: AppContext): Promise<CarrierSettings[]> {
  const { read } = ctx.db;
  const [carriers, terms, { currency }] = await Promise.all([
    findCarriers(read),
    findTerms(read),
    promiseNetwork(ctx),
  ]);
  const mix = await mixCounts(read, terms, ctx.clock());
  return carriers.map(({ id, code, name }) => ({
    code,
    name,
    currency,
    terms: terms.get(id) ?? carrierTerms.parse({}),
    mixShipments: mix.get(id)?.had ?? 0,
    mixOf: mix.get(id)?.of ?? 0,
  }));
}

/** Changes what a carrier asks for and takes. @throws CONFLICT `unknownCarrier`, `unknownFacility` */
export async function saveTerms(
  ctx: AppContext,
  { code, terms }: { code: string; terms: CarrierTerms },
): Promise<CarrierSettings> {
  await runCommand(ctx, 'carriers.saveSettings', async (command) => {
    const { trx, at } = command;
    const carrier = (await findCarriers(trx)).find((one) => one.code === code);
    if (!carrier) throw conflict(`There is no carrier ${code}.`, 'unknownCarrier');
    const named = Object.keys(terms.facilityShipmentsPerDay);
    const known = await knownFacilityCodes(trx, named);
    const unknown = named.find((one) => !known.has(one));
    if (unknown) throw conflict(`There is no facility ${unknown}.`, 'unknownFacility');
    const before = (await findTerms(trx)).get(carrier.id) ?? null;
    await writeTerms(trx, carrier.id, terms, at);
    command.record({ entity: 'carrier', id: carrier.id, key: code, before, after: terms });
    command.publish({ type: 'network.changed' });
  });
  const saved = (await showTerms(ctx)).find((carrier) => carrier.code === code);
  return saved as CarrierSettings;
}
