import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { FONT_MEDIUM } from './base-style.ts';
import { type MapColours, withAlpha } from './colours.ts';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };

export const DATA_SOURCES: StyleSpecification['sources'] = {
  facilities: {
    type: 'geojson',
    data: EMPTY,
    cluster: true,
    clusterRadius: 26,
    clusterMaxZoom: 8,
    clusterProperties: {
      out: ['+', ['case', ['==', ['get', 'health'], 'out'], 1, 0]],
      low: ['+', ['case', ['==', ['get', 'health'], 'low'], 1, 0]],
    },
  },
  selected: { type: 'geojson', data: EMPTY },
  flows: { type: 'geojson', data: EMPTY, lineMetrics: true, tolerance: 0.2 },
  cells: { type: 'geojson', data: EMPTY, maxzoom: 14 },
  focus: { type: 'geojson', data: EMPTY, tolerance: 0.2 },
};

/** Faint where it leaves, strong where it arrives: the direction of a lane. */
function direction(colour: string, strength: number): ExpressionSpecification {
  return [
    'interpolate',
    ['linear'],
    ['line-progress'],
    0,
    withAlpha(colour, 0.04),
    0.35,
    withAlpha(colour, strength * 0.45),
    1,
    withAlpha(colour, strength),
  ];
}

function flowLayer(id: string, late: boolean, colour: string, strength: number): LayerSpecification {
  return {
    id,
    type: 'line',
    source: 'flows',
    filter: ['==', ['get', 'late'], late],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-width': ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 0.9, 5, 2, 20, 4.5, 60, 7],
      'line-gradient': direction(colour, strength),
    },
  };
}

function focusLayers(c: MapColours): LayerSpecification[] {
  const colour: ExpressionSpecification = ['case', ['get', 'late'], c.late, c.accent];
  return [
    {
      id: 'focus-ahead',
      type: 'line',
      source: 'focus',
      filter: ['==', ['get', 'part'], 'ahead'],
      paint: { 'line-color': colour, 'line-width': 2, 'line-dasharray': [1.5, 1.5] },
    },
    {
      id: 'focus-done',
      type: 'line',
      source: 'focus',
      filter: ['==', ['get', 'part'], 'done'],
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': colour, 'line-width': 2.5 },
    },
    {
      id: 'focus-ends',
      type: 'circle',
      source: 'focus',
      filter: ['==', ['get', 'part'], 'end'],
      paint: {
        'circle-radius': 4,
        'circle-color': c.paper,
        'circle-stroke-color': colour,
        'circle-stroke-width': 2,
      },
    },
  ];
}

function shipmentLayers(c: MapColours): LayerSpecification[] {
  const many: ExpressionSpecification = ['>', ['get', 'count'], 1];
  const mostlyLate: ExpressionSpecification = ['get', 'mostlyLate'];
  return [
    {
      id: 'shipment-clusters',
      type: 'circle',
      source: 'cells',
      filter: many,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1.4, 9, 10, 14, 40, 21],
        'circle-color': c.paper,
        'circle-opacity': 0.9,
        'circle-stroke-color': ['case', mostlyLate, c.late, withAlpha(c.accent, 0.45)],
        'circle-stroke-width': ['case', mostlyLate, 2, 1],
      },
    },
    {
      id: 'shipment-counts',
      type: 'symbol',
      source: 'cells',
      filter: many,
      layout: {
        'text-field': [
          'format',
          ['get', 'label'],
          {},
          ['get', 'lateLabel'],
          { 'font-scale': 0.82, 'text-color': c.late },
        ],
        'text-font': FONT_MEDIUM,
        'text-size': 10.5,
        'text-line-height': 1,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': c.accent },
    },
    {
      id: 'shipments',
      type: 'symbol',
      source: 'cells',
      filter: ['==', ['get', 'count'], 1],
      layout: {
        'icon-image': ['case', ['>', ['get', 'late'], 0], 'shipment-late', 'shipment'],
        'icon-size': ['case', ['>', ['get', 'late'], 0], 0.8, 0.62],
        'icon-rotate': ['get', 'bearing'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['get', 'late'],
      },
    },
    {
      id: 'focus-mark',
      type: 'symbol',
      source: 'focus',
      filter: ['==', ['get', 'part'], 'mark'],
      layout: {
        'icon-image': ['case', ['get', 'late'], 'shipment-late', 'shipment'],
        'icon-size': 1.05,
        'icon-rotate': ['get', 'bearing'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
      },
    },
  ];
}

function facilityLayers(c: MapColours): LayerSpecification[] {
  return [
    {
      id: 'facility-halo',
      type: 'circle',
      source: 'selected',
      paint: {
        'circle-radius': ['case', ['get', 'firm'], 19, 16],
        'circle-color': withAlpha(c.accent, 0.16),
        'circle-stroke-color': c.accent,
        'circle-stroke-width': ['case', ['get', 'firm'], 2, 1],
      },
    },
    {
      id: 'facilities',
      type: 'symbol',
      source: 'facilities',
      filter: ['!', ['has', 'point_count']],
      layout: {
        'icon-image': ['concat', ['get', 'kind'], '-', ['get', 'health']],
        'icon-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          3,
          ['case', ['==', ['get', 'kind'], 'store'], 0.62, 0.78],
          9,
          1,
        ],
        'icon-allow-overlap': true,
        'symbol-sort-key': ['match', ['get', 'kind'], 'store', 2, 1],
        'text-field': [
          'step',
          ['zoom'],
          ['case', ['==', ['get', 'kind'], 'warehouse'], ['get', 'name'], ''],
          7,
          ['get', 'name'],
        ],
        'text-font': FONT_MEDIUM,
        'text-size': 11.5,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 1.05,
        'text-justify': 'auto',
        'text-max-width': 12,
        'text-optional': true,
      },
      paint: { 'text-color': c.ink, 'text-halo-color': c.land, 'text-halo-width': 1.6 },
    },
    {
      id: 'facility-clusters',
      type: 'symbol',
      source: 'facilities',
      filter: ['has', 'point_count'],
      layout: {
        'icon-image': [
          'case',
          ['>', ['get', 'out'], 0],
          'cluster-out',
          ['>', ['get', 'low'], 0],
          'cluster-low',
          'cluster-good',
        ],
        'icon-size': ['interpolate', ['linear'], ['get', 'point_count'], 2, 0.8, 40, 1.05],
        'icon-allow-overlap': true,
        'text-field': ['get', 'point_count_abbreviated'],
        'text-font': FONT_MEDIUM,
        'text-size': 11.5,
        'text-offset': [0, -0.12],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': c.ink },
    },
  ];
}

/** The layers of our own data, bottom first. */
export function dataLayers(colours: MapColours): LayerSpecification[] {
  return [
    flowLayer('flows', false, colours.accent, colours.scheme === 'light' ? 0.4 : 0.45),
    flowLayer('flows-late', true, colours.late, 0.6),
    ...focusLayers(colours),
    ...shipmentLayers(colours),
    ...facilityLayers(colours),
  ];
}

/** What answers the pointer, topmost first. */
export const POINTER_LAYERS = [
  'facility-clusters',
  'facilities',
  'focus-mark',
  'shipments',
  'shipment-clusters',
  'flows-late',
  'flows',
];
