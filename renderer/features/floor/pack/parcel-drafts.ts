import type { ParcelDraft, ParcelView } from '../../../../core/contract/packing.ts';

const GRAMS = 1000;

/** A parcel while it is packed by hand. */
export interface DraftParcel {
  /** Stays its own when parcels before it go. */
  id: number;
  box: string | null;
  /** As typed; empty: what its units and its box weigh. */
  kilograms: string;
  /** Units by the order line's number. */
  units: ReadonlyMap<number, number>;
}

/** The parcels as they are suggested. */
export function draftsOf(parcels: readonly ParcelView[]): DraftParcel[] {
  return parcels.map(({ number, box, lines }) => ({
    id: number,
    box,
    kilograms: '',
    units: new Map(lines.map(({ lineNumber, quantity }) => [lineNumber, quantity])),
  }));
}

/** The weight that was typed; null where none was, NaN where it is no weight. */
export function typedGrams({ kilograms }: Pick<DraftParcel, 'kilograms'>): number | null {
  if (kilograms.trim() === '') return null;
  const grams = Math.round(Number(kilograms.replace(',', '.')) * GRAMS);
  return grams > 0 ? grams : Number.NaN;
}

/** One unit goes from a parcel to another; to one that is not there yet it makes it, in the same kind of box. Empty parcels go. */
export function moveUnit(
  drafts: readonly DraftParcel[],
  lineNumber: number,
  { from, to }: { from: number; to: number },
): DraftParcel[] {
  const source = drafts[from];
  if (!source || from === to || (source.units.get(lineNumber) ?? 0) < 1) return [...drafts];
  const id = 1 + Math.max(...drafts.map((draft) => draft.id));
  const opened: DraftParcel = { id, box: source.box, kilograms: '', units: new Map() };
  const all = to < drafts.length ? [...drafts] : [...drafts, opened];
  return all
    .map((draft, index) => {
      const step = index === from ? -1 : index === Math.min(to, drafts.length) ? 1 : 0;
      if (step === 0) return draft;
      const units = new Map(draft.units).set(lineNumber, (draft.units.get(lineNumber) ?? 0) + step);
      return { ...draft, kilograms: '', units: new Map([...units].filter(([, count]) => count > 0)) };
    })
    .filter(({ units }) => units.size > 0);
}

/** The parcels as the core takes them. */
export function toParcels(drafts: readonly DraftParcel[]): ParcelDraft[] {
  return drafts.map((draft) => {
    const weightGrams = typedGrams(draft);
    return {
      box: draft.box,
      ...(weightGrams === null ? {} : { weightGrams }),
      lines: [...draft.units].map(([lineNumber, quantity]) => ({ lineNumber, quantity })),
    };
  });
}
