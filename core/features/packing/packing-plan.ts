import type { NoBoxReason, ParcelDraft, ParcelLineView, ParcelView } from '../../contract/packing.ts';
import { type PackingProblem, solvePacking } from '../../solvers/packing/index.ts';

/** What another parcel costs: packing it, its label, and the carrier's price for one more. */
const PARCEL_MINOR = 300;
/** Share of a box that several units fill; the rest is air and padding. */
const USABLE_SHARE = 0.9;

/** A line of a shipment with all that packing needs to know of its product. */
export interface LineToPack extends ParcelLineView {
  lineId: number;
  productId: number;
  lengthMillimetres: number | null;
  widthMillimetres: number | null;
  heightMillimetres: number | null;
}

/** A box type as packing needs it. */
export interface BoxToFill {
  code: string;
  name: string;
  lengthMillimetres: number;
  widthMillimetres: number;
  heightMillimetres: number;
  mostWeightGrams: number;
  ownWeightGrams: number;
  costMinor: number;
  currency: string;
}

/** A parcel with its contents by line. */
export interface PlannedParcel {
  box: BoxToFill | null;
  noBox: NoBoxReason | null;
  /** With its box; what was typed counts. */
  weightGrams: number;
  lines: { line: LineToPack; quantity: number }[];
}

/** The parcels that a shipment should go in. Pure. */
export function suggestParcels(lines: readonly LineToPack[], boxes: readonly BoxToFill[]): PlannedParcel[] {
  const { parcels } = solvePacking(problemOf(lines, boxes));
  return parcels.map(({ box: index, noBox, counts }) => {
    const box = boxes[index ?? -1] ?? null;
    const own = lines.flatMap((line, i) => (counts[i] ? [{ line, quantity: counts[i] }] : []));
    return { box, noBox, lines: own, weightGrams: weightOf(own, box) };
  });
}

function problemOf(lines: readonly LineToPack[], boxes: readonly BoxToFill[]): PackingProblem {
  return {
    units: lines.map((line) => ({
      quantity: line.quantity,
      weightGrams: line.weightGrams,
      volumeMillilitres: line.volumeMillilitres,
      edges:
        line.lengthMillimetres && line.widthMillimetres && line.heightMillimetres
          ? [line.lengthMillimetres, line.widthMillimetres, line.heightMillimetres]
          : null,
    })),
    boxes: boxes.map((box) => ({
      edges: [box.lengthMillimetres, box.widthMillimetres, box.heightMillimetres],
      volumeMillilitres: volumeOf(box),
      mostWeightGrams: box.mostWeightGrams,
      costMinor: box.costMinor,
    })),
    parcelMinor: PARCEL_MINOR,
    usableShare: USABLE_SHARE,
  };
}

/** What a box holds. */
export function volumeOf(
  box: Pick<BoxToFill, 'lengthMillimetres' | 'widthMillimetres' | 'heightMillimetres'>,
): number {
  return Math.floor((box.lengthMillimetres * box.widthMillimetres * box.heightMillimetres) / 1000);
}

function weightOf(lines: PlannedParcel['lines'], box: BoxToFill | null): number {
  const goods = lines.reduce((sum, { line, quantity }) => sum + line.weightGrams * quantity, 0);
  return goods + (box?.ownWeightGrams ?? 0);
}

/** Why parcels that were packed by hand cannot be. */
export interface HandFault {
  code: 'unitsMissing' | 'unitsTooMany' | 'unknownBox' | 'boxTooLight' | 'unknownLine';
  message: string;
}

/** Parcels as they were packed by hand: each unit of the shipment in exactly one, none heavier than its box carries. Pure. */
export function parcelsByHand(
  drafts: readonly ParcelDraft[],
  lines: readonly LineToPack[],
  boxes: readonly BoxToFill[],
): PlannedParcel[] | HandFault {
  const boxOf = new Map(boxes.map((box) => [box.code, box]));
  const lineOf = new Map(lines.map((line) => [line.lineNumber, line]));
  const packed = new Map<number, number>();
  const parcels: PlannedParcel[] = [];
  for (const [i, draft] of drafts.entries()) {
    const box = draft.box === null ? null : boxOf.get(draft.box);
    if (box === undefined) {
      return { code: 'unknownBox', message: `Parcel ${i + 1}: there is no box ${draft.box} here.` };
    }
    const own = new Map<number, number>();
    for (const { lineNumber, quantity } of draft.lines) {
      if (!lineOf.has(lineNumber)) {
        const message = `Parcel ${i + 1}: the shipment has no line ${lineNumber}.`;
        return { code: 'unknownLine', message };
      }
      own.set(lineNumber, (own.get(lineNumber) ?? 0) + quantity);
      packed.set(lineNumber, (packed.get(lineNumber) ?? 0) + quantity);
    }
    const contents = [...own].map(([number, quantity]) => ({
      line: lineOf.get(number) as LineToPack,
      quantity,
    }));
    const goods = weightOf(contents, null);
    if (box && goods > box.mostWeightGrams) {
      const message = `Parcel ${i + 1}: ${goods} g are too heavy for ${box.name}, which carries ${box.mostWeightGrams} g.`;
      return { code: 'boxTooLight', message };
    }
    const weightGrams = draft.weightGrams ?? weightOf(contents, box);
    parcels.push({ box, noBox: null, weightGrams, lines: contents });
  }
  return countFault(lines, packed) ?? parcels;
}

function countFault(lines: readonly LineToPack[], packed: ReadonlyMap<number, number>): HandFault | null {
  for (const { lineNumber, sku, quantity } of lines) {
    const units = packed.get(lineNumber) ?? 0;
    if (units === quantity) continue;
    const message = `Line ${lineNumber} (${sku}): ${units} of ${quantity} units are in parcels.`;
    return { code: units < quantity ? 'unitsMissing' : 'unitsTooMany', message };
  }
  return null;
}

/** A parcel as people read it, and how full it is. Pure. */
export function parcelView(
  parcel: PlannedParcel,
  { number, sscc }: { number: number; sscc: string | null },
): ParcelView {
  const { box, noBox, weightGrams } = parcel;
  const volumeMillilitres = parcel.lines.reduce(
    (sum, { line, quantity }) => sum + line.volumeMillilitres * quantity,
    0,
  );
  const goods = Math.max(0, weightGrams - (box?.ownWeightGrams ?? 0));
  return {
    number,
    sscc,
    box: box?.code ?? null,
    boxName: box?.name ?? null,
    noBox,
    weightGrams,
    volumeMillilitres,
    weightPercent: box ? percent(goods, box.mostWeightGrams) : null,
    volumePercent: box ? percent(volumeMillilitres, volumeOf(box)) : null,
    lines: parcel.lines.map(({ line, quantity }) => ({
      sku: line.sku,
      name: line.name,
      lineNumber: line.lineNumber,
      quantity,
      weightGrams: line.weightGrams,
      volumeMillilitres: line.volumeMillilitres,
    })),
  };
}

const percent = (part: number, whole: number) => (whole > 0 ? Math.round((1000 * part) / whole) / 10 : 0);
