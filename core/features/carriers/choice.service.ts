import { setImmediate as nextTurn } from 'node:timers/promises';
import { type CarrierChoice, type CarrierOffer, CHARGE_KINDS } from '../../contract/carriers.ts';
import type { WriteTransaction } from '../../db/database.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import {
  type ChosenRow,
  findCharges,
  findLoaded,
  type ShipmentRow,
  writeChosen,
} from './carriers.queries.ts';
import { type Choice, type ChoiceFacts, chooseService, type Offer, type Way } from './choose-service.ts';
import { type Candidate, type Gathered, gatherChoice } from './gather.service.ts';
import { offerView } from './offer-words.ts';

export interface Refused {
  number: string;
  code: string;
  reason: string;
}

export interface ChosenCount {
  chosen: number;
  changed: number;
  late: number;
  savedMinor: number;
  currency: string;
  refused: Refused[];
}

type MayTake = (carrier: string, service: string) => boolean;

export interface ChoiceLimits {
  /** Also what somebody chose by hand. */
  overrides: boolean;
  /** Whether a carrier's service may take a shipment, by their codes; null: all may. */
  servicesOf?: (shipment: string) => MayTake | null;
}

const NOT_LEFT = new Set(['planned', 'picked', 'packed']);
/** Choices in a row before others have their turn: about ten milliseconds. */
const TURN = 200;

/** What each service would be for shipments; nothing changes. */
export async function showOffers(ctx: AppContext, numbers: readonly string[]): Promise<CarrierChoice[]> {
  const { read } = ctx.db;
  const gathered = await gatherChoice(ctx, read, [...new Set(numbers)]);
  const charges = await findCharges(
    read,
    gathered.rows.map(({ id }) => id),
  );
  const byNumber = new Map(gathered.candidates.map((candidate) => [candidate.row.number, candidate]));
  return gathered.rows.map((row) => {
    const candidate = byNumber.get(row.number);
    const choice = candidate ? chooseService(candidate.send, gathered.facts) : null;
    return choiceView(row, candidate, choice, gathered, charges.get(row.id) ?? []);
  });
}

function choiceView(
  row: ShipmentRow,
  candidate: Candidate | undefined,
  choice: Choice | null,
  { carriers, network }: Gathered,
  charges: CarrierChoice['charges'],
): CarrierChoice {
  const view = (offer: Offer): CarrierOffer =>
    offerView(offer, {
      facility: (candidate as Candidate).send.facility,
      carriers,
      currency: network.currency,
      chosen: choice?.chosen?.way ?? null,
      serviceLevel: row.serviceLevel,
    });
  const { reason, chooser, chosenAt } = row;
  return {
    shipment: row.number,
    facility: row.facility ?? '',
    service: row.service,
    carrier: row.carrier,
    cost: { amountMinor: row.costMinor, currency: row.currency },
    charges: CHARGE_KINDS.flatMap((kind) => {
      const charge = charges.find((one) => one.kind === kind);
      return charge ? [{ kind, minor: charge.minor }] : [];
    }),
    weightGrams: row.weightGrams,
    promisedAt: row.promisedAt,
    overridden: reason === null ? null : { reason, actor: chooser ?? '', at: chosenAt ?? 0 },
    chosen: choice?.chosen ? view(choice.chosen) : null,
    others: choice ? choice.others.map(view) : [],
  };
}

/** Gives shipments the service that is best for them now. */
export async function chooseCarriers(
  ctx: AppContext,
  input: { shipments: readonly string[]; overrides: boolean },
) {
  const started = performance.now();
  const outcome = await runCommand(ctx, 'carriers.choose', async (command) => {
    const chosen = await chooseWithin(ctx, command, input.shipments, input);
    if (chosen.changed > 0) command.publish({ type: 'shipments.changed' });
    return chosen;
  });
  return { ...outcome, computedInMs: performance.now() - started };
}

/** The same within a command that goes on: what is released gets its carrier in the same transaction. */
export async function chooseWithin(
  ctx: AppContext,
  command: Command,
  numbers: readonly string[],
  { overrides, servicesOf = () => null }: ChoiceLimits,
): Promise<ChosenCount> {
  const { trx } = command;
  const wanted = [...new Set(numbers)];
  const gathered = await gatherChoice(ctx, trx, wanted);
  const refused = await refusals(trx, wanted, gathered, overrides);
  const no = new Set(refused.map(({ number }) => number));
  const chosen: ChosenRow[] = [];
  const count = { chosen: 0, changed: 0, late: 0, savedMinor: 0 };
  let done = 0;
  for (const { row, send } of gathered.candidates) {
    if (no.has(row.number)) continue;
    done += 1;
    if (done % TURN === 0) await nextTurn();
    const best = chooseService(send, factsFor(gathered, servicesOf(row.number))).chosen;
    if (!best) {
      const reason = `No service goes from ${send.facility.code} to where ${row.number} is for.`;
      refused.push({ number: row.number, code: 'noService', reason });
      continue;
    }
    gathered.facts.load.take(best.service.carrierId, send.facility.id, best.way.departDay);
    chosen.push(chosenRow(row, send.facility.id, best, best.way));
    count.chosen += 1;
    if ((best.way.lateDays ?? 0) > 0) count.late += 1;
    if (best.service.id !== row.serviceId) count.changed += 1;
    const wasReckoned = row.chosenAt !== null && row.currency === gathered.network.currency;
    if (wasReckoned) count.savedMinor += row.costMinor - best.way.costMinor;
    recordChoice(command, row, best, null);
  }
  const { currency } = gathered.network;
  await writeChosen(trx, command, chosen, { currency, at: command.at, actor: ctx.actor, reason: null });
  return { ...count, currency, refused };
}

/** Only services that may take it count; null: all. */
function factsFor({ facts, carriers }: Gathered, mayTake: MayTake | null): ChoiceFacts {
  if (mayTake === null) return facts;
  const services = facts.network.services.filter(({ carrierId, code }) =>
    mayTake(carriers.get(carrierId)?.code ?? '', code),
  );
  return { ...facts, network: { ...facts.network, services } };
}

async function refusals(
  trx: WriteTransaction,
  wanted: readonly string[],
  { rows, candidates }: Gathered,
  overrides: boolean,
): Promise<Refused[]> {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const known = new Set(candidates.map(({ row }) => row.id));
  const loaded = await findLoaded(
    trx,
    rows.map(({ id }) => id),
  );
  return wanted.flatMap((number) => {
    const row = byNumber.get(number);
    if (!row) return [{ number, code: 'notFound', reason: `There is no shipment ${number}.` }];
    const refusal =
      refuse(row, loaded.has(row.id)) ??
      (row.reason !== null && !overrides
        ? { code: 'overridden', reason: `${row.chooser} chose for ${number} by hand: ${row.reason}` }
        : !known.has(row.id)
          ? { code: 'noFacility', reason: `${number} leaves from no facility that works.` }
          : null);
    return refusal ? [{ number, ...refusal }] : [];
  });
}

function refuse(row: ShipmentRow, loaded: boolean): { code: string; reason: string } | null {
  if (!NOT_LEFT.has(row.status)) {
    return {
      code: 'hasLeft',
      reason: `${row.number} is ${row.status}: only what has not left changes carrier.`,
    };
  }
  if (loaded) {
    return { code: 'loaded', reason: `${row.number} is on a vehicle: take it off its manifest first.` };
  }
  if (row.fulfilment === 'collect' && row.collectFacilityId === row.facilityId) {
    return { code: 'collected', reason: `${row.number} is collected where it lies: no carrier is needed.` };
  }
  return null;
}

function chosenRow(row: ShipmentRow, facilityId: number, { service }: Offer, way: Way): ChosenRow {
  return {
    shipmentId: row.id,
    serviceId: service.id,
    carrierId: service.carrierId,
    facilityId,
    departsOn: way.departDay,
    costMinor: way.costMinor,
    charges: way.charges,
  };
}

function recordChoice(command: Command, row: ShipmentRow, offer: Offer, reason: string | null): void {
  const { code, carrier, id } = offer.service;
  if (id === row.serviceId && reason === null) return;
  command.record({
    entity: 'shipment',
    id: row.id,
    key: row.number,
    before: { service: row.service, costMinor: row.costMinor },
    after: { service: code, carrier, costMinor: offer.way?.costMinor, ...(reason && { reason }) },
  });
}

/** Gives a shipment a service by hand. @throws NOT_FOUND; CONFLICT `unknownService`, `hasLeft`, `loaded`, `cannotCarry` */
export async function overrideCarrier(
  ctx: AppContext,
  input: { shipment: string; carrier: string; service: string; reason: string },
): Promise<CarrierChoice> {
  await runCommand(ctx, 'carriers.override', async (command) => {
    const { trx, at } = command;
    const gathered = await gatherChoice(ctx, trx, [input.shipment]);
    const [row] = gathered.rows;
    if (!row) throw notFound('shipment', input.shipment);
    const loaded = await findLoaded(trx, [row.id]);
    const refusal = refuse(row, loaded.has(row.id));
    if (refusal) throw conflict(refusal.reason, refusal.code);
    const offer = offerFor(gathered, input);
    const { way } = offer;
    const facilityId = row.facilityId;
    if (!way || facilityId === null) {
      throw conflict(
        `${offer.service.name} cannot carry ${row.number}: it does not go there, or a parcel is too heavy for it.`,
        'cannotCarry',
        'Choose a service that has a price.',
      );
    }
    const { currency } = gathered.network;
    const said = { currency, at, actor: ctx.actor, reason: input.reason };
    await writeChosen(trx, command, [chosenRow(row, facilityId, offer, way)], said);
    recordChoice(command, row, offer, input.reason);
    command.publish({ type: 'shipments.changed', ids: [row.id] });
  });
  const [choice] = await showOffers(ctx, [input.shipment]);
  return choice as CarrierChoice;
}

function offerFor(
  { candidates, carriers, facts }: Gathered,
  { carrier, service }: { carrier: string; service: string },
): Offer {
  const [candidate] = candidates;
  const { chosen = null, others = [] } = candidate ? chooseService(candidate.send, facts) : {};
  const offers = chosen ? [chosen, ...others] : others;
  const found = offers.find(
    (offer) => offer.service.code === service && carriers.get(offer.service.carrierId)?.code === carrier,
  );
  if (!found)
    throw conflict(`${carrier} has no service ${service}.`, 'unknownService', 'Choose one of those shown.');
  return found;
}
