import { expect, it } from 'vitest';
import { packUnits, unpackUnits } from '../../../../core/features/incidents/packed-units.ts';
import type { CauseUnit } from '../../../../core/features/incidents/shared-cause.ts';

it('shipments are the same on the other thread', () => {
  const lyon = { latitude: 45.76, longitude: 4.84 };
  const nothing = { trouble: null, hub: null, carrier: null, facility: null, lane: null, point: null };
  const units: CauseUnit[] = [
    { ...nothing, key: 'S-1' },
    { key: 'S-2', trouble: 'gone', hub: 'Lyon|FR', carrier: 'P', facility: 'F', lane: 'FR→DE', point: lyon },
    { ...nothing, key: 'S-3', trouble: 'held', hub: 'Lyon|FR', carrier: 'Q' },
  ];
  expect(unpackUnits(structuredClone(packUnits(units)))).toEqual(units);
});
