import { describe, expect, it } from 'vitest';
import { cellFeature, flowFeature, focusFeatures } from '../../../../renderer/components/map/features.ts';
import { ShipmentField } from '../../../../renderer/components/map/shipment-field.ts';
import { streetLayers } from '../../../../renderer/components/map/street-tiles.ts';

const field = new ShipmentField({
  ids: [7],
  originLatitudes: [45.76],
  originLongitudes: [4.84],
  destinationLatitudes: [52.52],
  destinationLongitudes: [13.4],
  fractions: [0.4],
  late: [1],
});
const numbers = new Intl.NumberFormat('en', { notation: 'compact' });
const at = { x: 0.5, y: 0.3 };

describe('marks', () => {
  it('say how many they stand for and how many of them are late', () => {
    const group = cellFeature({ ...at, count: 1200, late: 31, first: 0 }, field, numbers);
    expect(group.properties).toMatchObject({ label: '1.2K', lateLabel: '\n▲31', mostlyLate: false });
    const single = cellFeature({ ...at, count: 1, late: 1, first: 0 }, field, numbers);
    expect(single.properties).toMatchObject({ label: '', lateLabel: '', mostlyLate: true });
    expect(single.properties?.bearing).toBeGreaterThan(0);
  });

  it('make a lane late from a quarter of late shipments', () => {
    const flow = { from: at, to: { x: 0.52, y: 0.31 }, first: 0 };
    expect(flowFeature({ ...flow, count: 4, late: 1 }).properties?.late).toBe(true);
    expect(flowFeature({ ...flow, count: 5, late: 1 }).properties?.late).toBe(false);
  });

  it('show one shipment with its way behind and ahead, its ends and its place', () => {
    const parts = focusFeatures(field, 0).map(({ properties }) => properties?.part);
    expect(parts).toEqual(['ahead', 'done', 'end', 'end', 'mark']);
  });
});

describe('street tiles', () => {
  const colours = { water: '#000000', road: '#000000', building: '#000000' } as Parameters<
    typeof streetLayers
  >[1];

  it('are drawn under either naming scheme', () => {
    const protomaps = streetLayers(['roads', 'buildings', 'water', 'pois'], colours);
    const openMapTiles = streetLayers(['transportation', 'building', 'water'], colours);
    expect(protomaps.map(({ id }) => id)).toEqual(['street-water', 'street-buildings', 'street-roads']);
    expect(openMapTiles.map(({ id }) => id)).toEqual(protomaps.map(({ id }) => id));
    expect(streetLayers(['something'], colours)).toEqual([]);
  });
});
