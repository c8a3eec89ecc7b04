import { describe, expect, it } from 'vitest';
import {
  type DraftParcel,
  draftsOf,
  moveUnit,
  toParcels,
  typedGrams,
} from '../../../../renderer/features/floor/pack/parcel-drafts.ts';

let ids = 0;
const parcel = (box: string | null, ...units: [line: number, count: number][]): DraftParcel => ({
  id: ++ids,
  box,
  kilograms: '',
  units: new Map(units),
});
const shown = (drafts: readonly DraftParcel[]) =>
  drafts.map(({ box, units }) => [box, Object.fromEntries(units)] as const);

describe('units moved by hand at the packing station', () => {
  it('puts one unit of a line into another parcel', () => {
    const drafts = [parcel('S', [1, 2], [2, 1]), parcel('M', [3, 1])];
    expect(shown(moveUnit(drafts, 1, { from: 0, to: 1 }))).toEqual([
      ['S', { 1: 1, 2: 1 }],
      ['M', { 1: 1, 3: 1 }],
    ]);
  });

  it('opens a parcel in the same kind of box where there is none yet', () => {
    expect(shown(moveUnit([parcel('S', [1, 2])], 1, { from: 0, to: 1 }))).toEqual([
      ['S', { 1: 1 }],
      ['S', { 1: 1 }],
    ]);
  });

  it('takes a parcel away once nothing is in it', () => {
    const drafts = [parcel('S', [1, 1]), parcel('M', [2, 1])];
    expect(shown(moveUnit(drafts, 1, { from: 0, to: 1 }))).toEqual([['M', { 2: 1, 1: 1 }]]);
  });

  it('moves nothing that is not there, and never onto itself', () => {
    const drafts = [parcel('S', [1, 1]), parcel('M', [2, 1])];
    expect(shown(moveUnit(drafts, 9, { from: 0, to: 1 }))).toEqual(shown(drafts));
    expect(shown(moveUnit(drafts, 1, { from: 0, to: 0 }))).toEqual(shown(drafts));
    expect(shown(moveUnit(drafts, 1, { from: 7, to: 0 }))).toEqual(shown(drafts));
  });

  it('forgets a typed weight of the parcels that changed, and of no others', () => {
    const weighed = (draft: DraftParcel) => ({ ...draft, kilograms: '0.9' });
    const drafts = [weighed(parcel('S', [1, 2])), weighed(parcel('M', [2, 1])), weighed(parcel('L', [3, 1]))];
    expect(moveUnit(drafts, 1, { from: 0, to: 1 }).map(({ kilograms }) => kilograms)).toEqual([
      '',
      '',
      '0.9',
    ]);
  });

  it('keeps parcels apart when one before them goes', () => {
    const [, second] = [parcel('S', [1, 1]), parcel('M', [2, 1])];
    const [left] = moveUnit([parcel('S', [1, 1]), second as DraftParcel], 1, { from: 0, to: 1 });
    expect(left?.id).toBe(second?.id);
  });

  it('knows a typed weight from none, and from what is no weight', () => {
    const typed = (kilograms: string) => typedGrams({ kilograms });
    expect([typed(''), typed('1,25'), typed('0'), typed('x')]).toEqual([null, 1250, Number.NaN, Number.NaN]);
  });

  it('begins with what is suggested, and sends a weight only where one was typed', () => {
    const [draft] = draftsOf([
      {
        number: 1,
        sscc: null,
        box: 'S',
        boxName: 'Small',
        noBox: null,
        weightGrams: 740,
        volumeMillilitres: 900,
        weightPercent: 7,
        volumePercent: 40,
        lines: [
          { sku: 'A', name: 'A', lineNumber: 4, quantity: 3, weightGrams: 200, volumeMillilitres: 300 },
        ],
      },
    ]);
    expect(draft && toParcels([draft, { ...draft, kilograms: '0,8' }])).toEqual([
      { box: 'S', lines: [{ lineNumber: 4, quantity: 3 }] },
      { box: 'S', weightGrams: 800, lines: [{ lineNumber: 4, quantity: 3 }] },
    ]);
  });
});
