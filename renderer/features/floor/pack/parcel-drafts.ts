import type { ParcelDraft, ParcelView } from '../../../../core/contract/packing.ts';

/** A parcel while it is packed by hand; `weightGrams` null: what its units and its box weigh. */
export interface DraftParcel {
  box: string | null;
  weightGrams: number | null;
  /** Units by the order line's number. */
  units: ReadonlyMap<number, number>;
}

/** The parcels as they are suggested. */
export function draftsOf(parcels: readonly ParcelView[]): DraftParcel[] {
  return parcels.map(({ box, lines }) => ({
    box,
    weightGrams: null,
    units: new Map(lines.map(({ lineNumber, quantity }) => [lineNumber, quantity])),
  }));
}

/** One unit goes from a parcel to another; to one that is not there yet it makes it, in the same kind of box. Empty parcels go. */
export function moveUnit(
  drafts: readonly DraftParcel[],
  lineNumber: number,
  { from, to }: { from: number; to: number },
): DraftParcel[] {
  const source = drafts[from];
  if (!source || from === to || (source.units.get(lineNumber) ?? 0) < 1) return [...drafts];
  const opened: DraftParcel = { box: source.box, weightGrams: null, units: new Map() };
  const all = to < drafts.length ? [...drafts] : [...drafts, opened];
  return all
    .map((draft, index) => {
      const step = index === from ? -1 : index === Math.min(to, drafts.length) ? 1 : 0;
      if (step === 0) return draft;
      const units = new Map(draft.units).set(lineNumber, (draft.units.get(lineNumber) ?? 0) + step);
      return { ...draft, weightGrams: null, units: new Map([...units].filter(([, count]) => count > 0)) };
    })
    .filter(({ units }) => units.size > 0);
}

/** The parcels as the core takes them. */
export function toParcels(drafts: readonly DraftParcel[]): ParcelDraft[] {
  return drafts.map(({ box, weightGrams, units }) => ({
    box,
    ...(weightGrams === null ? {} : { weightGrams }),
    lines: [...units].map(([lineNumber, quantity]) => ({ lineNumber, quantity })),
  }));
}
