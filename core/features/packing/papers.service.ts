import type { PaperKind } from '../../contract/packing.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { makeExportFile } from '../exports/index.ts';
import type { PaperLanguage } from '../papers/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { findParcels, type KeptParcel } from './packing.queries.ts';
import { languageOf } from './paper-words.ts';
import { findForPapers, findWanted } from './papers.queries.ts';
import {
  PACKING_PAPERS_TASK,
  type PackingPapersInput,
  type PaperParcel,
  type ShipmentPapers,
} from './papers-task.ts';

export interface PapersRequest {
  shipments: string[];
  kinds: PaperKind[];
  language?: PaperLanguage | undefined;
}

type ShipmentRow = Awaited<ReturnType<typeof findForPapers>>[number];
type WantedRow = Awaited<ReturnType<typeof findWanted>>[number];

/** Writes the papers of packed shipments into a file that can be fetched. @throws NOT_FOUND; CONFLICT `notPacked` */
export async function writePackingPapers(ctx: AppContext, request: PapersRequest, tools: JobTools) {
  const shipments = await gatherPapers(ctx, request);
  const [first] = shipments;
  const name = shipments.length === 1 ? first?.shipment : `${shipments.length}-shipments`;
  const kinds = [...new Set(request.kinds)];
  return makeExportFile(ctx, `vigie-${kinds.join('-')}-${name}.pdf`, (path) => {
    const createdAt = ctx.clock();
    const input: PackingPapersInput = { shipments, kinds, path, resources: ctx.resources, createdAt };
    return tools.runTask<{ pages: number }>(PACKING_PAPERS_TASK, input);
  });
}

/** Packed shipments in the order asked for, with all that their papers say. */
export async function gatherPapers(ctx: AppContext, request: PapersRequest): Promise<ShipmentPapers[]> {
  const { read } = ctx.db;
  const numbers = [...new Set(request.shipments)];
  const rows = new Map((await findForPapers(read, numbers)).map((row) => [row.number, row]));
  const ids = [...rows.values()].map(({ id }) => id);
  const parcels = Map.groupBy(await findParcels(read, ids), ({ shipmentId }) => shipmentId);
  const orderIds = [...rows.values()].flatMap(({ orderId }) => orderId ?? []);
  const wanted = Map.groupBy(await findWanted(read, orderIds), ({ orderId }) => orderId);
  return numbers.map((number) => {
    const row = rows.get(number);
    if (!row) throw notFound('shipment', number);
    const own = parcels.get(row.id) ?? [];
    if (own.length === 0) {
      throw conflict(`Shipment ${number} is in no parcels yet.`, 'notPacked', 'Pack it first.');
    }
    return papersOf(row, own, wanted.get(row.orderId ?? -1) ?? [], request.language);
  });
}

function papersOf(
  row: ShipmentRow,
  kept: readonly KeptParcel[],
  wanted: readonly WantedRow[],
  language: PaperLanguage | undefined,
): ShipmentPapers {
  const parcels = kept.map(parcelOf);
  return {
    shipment: row.number,
    order: row.order,
    orderedAt: row.orderedAt,
    language: language ?? languageOf(row.toCountry),
    collect: row.fulfilment === 'collect',
    from: {
      name: row.fromName,
      street: row.fromStreet,
      city: row.fromCity,
      postalCode: row.fromPostalCode,
      region: row.fromRegion,
      country: row.fromCountry,
    },
    to: {
      name: row.toName ?? '',
      street: row.toStreet,
      city: row.toCity,
      postalCode: row.toPostalCode,
      region: row.toRegion,
      country: row.toCountry,
    },
    carrier: row.carrier,
    service: row.service,
    trackingNumber: row.trackingNumber,
    packedAt: kept[0]?.packedAt ?? 0,
    timeZone: row.timeZone,
    parcels,
    elsewhere: elsewhereOf(wanted, parcels),
  };
}

function parcelOf({ number, sscc, boxName, weightGrams, lines }: KeptParcel): PaperParcel {
  return {
    number,
    sscc: sscc ?? '',
    box: boxName,
    weightGrams,
    lines: lines.map(({ lineNumber, sku, name, quantity }) => ({ lineNumber, sku, name, quantity })),
  };
}

function elsewhereOf(
  wanted: readonly WantedRow[],
  parcels: readonly PaperParcel[],
): ShipmentPapers['elsewhere'] {
  const here = new Map<number, number>();
  for (const { lineNumber, quantity } of parcels.flatMap(({ lines }) => lines)) {
    here.set(lineNumber, (here.get(lineNumber) ?? 0) + quantity);
  }
  return wanted.flatMap(({ lineNumber, sku, name, quantity, cancelled }) => {
    const rest = quantity - cancelled - (here.get(lineNumber) ?? 0);
    return rest > 0 ? [{ lineNumber, sku, name, quantity: rest }] : [];
  });
}
