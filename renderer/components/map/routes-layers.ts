import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { FONT_MEDIUM } from './base-style.ts';
import { type MapColours, withAlpha } from './colours.ts';

export const ROUTES_SOURCES = ['route-lines', 'route-stops', 'route-drag'] as const;
export const STOP_LAYER = 'route-stops';
export const LINE_LAYERS = ['route-lines-chosen', 'route-lines'] as const;

const COLOUR: ExpressionSpecification = ['get', 'colour'];
const CHOSEN: ExpressionSpecification = ['==', ['get', 'look'], 'chosen'];

function lines(c: MapColours): LayerSpecification[] {
  return [
    {
      id: 'route-lines',
      type: 'line',
      source: 'route-lines',
      filter: ['!', CHOSEN],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': COLOUR,
        'line-width': ['match', ['get', 'look'], 'faint', 1.4, 2.2],
        'line-opacity': ['match', ['get', 'look'], 'faint', 0.24, 0.85],
        'line-offset': ['get', 'offset'],
      },
    },
    {
      id: 'route-lines-casing',
      type: 'line',
      source: 'route-lines',
      filter: CHOSEN,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': c.paper,
        'line-width': 7,
        'line-opacity': 0.9,
        'line-offset': ['get', 'offset'],
      },
    },
    {
      id: 'route-lines-chosen',
      type: 'line',
      source: 'route-lines',
      filter: CHOSEN,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': COLOUR, 'line-width': 3.6, 'line-offset': ['get', 'offset'] },
    },
    {
      id: 'route-ways',
      type: 'symbol',
      source: 'route-lines',
      filter: CHOSEN,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 70,
        'text-field': '›',
        'text-font': FONT_MEDIUM,
        'text-size': 22,
        'text-keep-upright': false,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': COLOUR, 'text-halo-color': c.paper, 'text-halo-width': 2 },
    },
  ];
}

function stops(c: MapColours): LayerSpecification[] {
  return [
    {
      id: STOP_LAYER,
      type: 'symbol',
      source: 'route-stops',
      layout: {
        'icon-image': ['concat', 'stop-', ['get', 'mark']],
        'icon-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          8,
          ['case', ['get', 'chosen'], 0.9, 0.5],
          12,
          ['case', ['get', 'chosen'], 1.35, ['get', 'ofChosen'], 1.2, 0.85],
        ],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: {
        'icon-color': ['case', ['==', ['get', 'state'], 'leftOut'], c.paper, COLOUR],
        'icon-halo-color': [
          'case',
          ['get', 'chosen'],
          c.ink,
          ['==', ['get', 'state'], 'planned'],
          c.paper,
          c.late,
        ],
        'icon-halo-width': ['case', ['get', 'chosen'], 3, ['==', ['get', 'state'], 'planned'], 1, 2],
        'icon-opacity': ['case', ['get', 'faint'], 0.35, 1],
      },
    },
    {
      id: 'route-positions',
      type: 'symbol',
      source: 'route-stops',
      minzoom: 9.5,
      filter: ['get', 'ofChosen'],
      layout: {
        'text-field': ['get', 'label'],
        'text-font': FONT_MEDIUM,
        'text-size': 10,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': c.paper },
    },
    {
      id: 'route-locks',
      type: 'symbol',
      source: 'route-stops',
      minzoom: 9.5,
      filter: ['get', 'locked'],
      layout: {
        'text-field': '■',
        'text-font': FONT_MEDIUM,
        'text-size': 9,
        'text-offset': [0.9, -0.9],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': c.ink, 'text-halo-color': c.paper, 'text-halo-width': 1.5 },
    },
  ];
}

/** Routes below, their stops above, and on top what is being dragged. */
export function routesLayers(c: MapColours): LayerSpecification[] {
  return [
    ...lines(c),
    {
      id: 'route-drag',
      type: 'line',
      source: 'route-drag',
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': withAlpha(c.ink, 0.8), 'line-width': 2.4, 'line-dasharray': [1.5, 1.5] },
    },
    ...stops(c),
  ];
}
