import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import bordersUrl from '../../../resources/basemap/borders.json?url';
import citiesUrl from '../../../resources/basemap/cities.json?url';
import countriesUrl from '../../../resources/basemap/countries.json?url';
import gatewaysUrl from '../../../resources/basemap/gateways.json?url';
import lakesUrl from '../../../resources/basemap/lakes.json?url';
import landUrl from '../../../resources/basemap/land.json?url';
import riversUrl from '../../../resources/basemap/rivers.json?url';
import urbanUrl from '../../../resources/basemap/urban.json?url';
import type { MapColours } from './colours.ts';

/** The first family only tells the map which weight to draw; the second is the page's own font. */
export const FONT_REGULAR = ['Inter Variable'];
export const FONT_MEDIUM = ['Vigie Medium', 'Inter Variable'];

/** Street layers are put below this one. */
export const FIRST_LABEL_LAYER = 'country-borders';

/** A thing of rank 3 is shown from zoom 3 less `sooner`. */
function rankedFrom(sooner: number): ExpressionSpecification {
  return ['<=', ['get', 'rank'], ['+', ['zoom'], sooner]];
}

function areas(c: MapColours): LayerSpecification[] {
  return [
    { id: 'water', type: 'background', paint: { 'background-color': c.water } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': c.land } },
    {
      id: 'urban',
      type: 'fill',
      source: 'urban',
      minzoom: 4,
      paint: { 'fill-color': c.urban, 'fill-opacity': ['interpolate', ['linear'], ['zoom'], 4, 0, 5.5, 1] },
    },
    {
      id: 'lakes',
      type: 'fill',
      source: 'lakes',
      filter: rankedFrom(1),
      paint: { 'fill-color': c.water },
    },
  ];
}

function lines(c: MapColours): LayerSpecification[] {
  return [
    {
      id: 'rivers',
      type: 'line',
      source: 'rivers',
      minzoom: 3,
      filter: rankedFrom(0.5),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': c.river, 'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.5, 8, 1.6] },
    },
    {
      id: 'state-borders',
      type: 'line',
      source: 'borders',
      minzoom: 4,
      filter: ['==', ['get', 'kind'], 'state'],
      paint: { 'line-color': c.stateBorder, 'line-width': 0.8 },
    },
    {
      id: 'country-borders',
      type: 'line',
      source: 'borders',
      filter: ['all', ['==', ['get', 'kind'], 'country'], ['==', ['get', 'disputed'], 0]],
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': c.countryBorder,
        'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.5, 6, 1, 10, 1.6],
      },
    },
    {
      id: 'disputed-borders',
      type: 'line',
      source: 'borders',
      filter: ['all', ['==', ['get', 'kind'], 'country'], ['==', ['get', 'disputed'], 1]],
      paint: { 'line-color': c.countryBorder, 'line-width': 0.8, 'line-dasharray': [3, 2] },
    },
  ];
}

function countryLabels(c: MapColours, language: string): LayerSpecification {
  return {
    id: 'country-labels',
    type: 'symbol',
    source: 'countries',
    maxzoom: 7,
    filter: ['>=', ['get', 'size'], ['^', 2, ['-', 5, ['*', 1.6, ['zoom']]]]],
    layout: {
      'text-field': ['get', language === 'fr' ? 'fr' : 'en'],
      'text-font': FONT_MEDIUM,
      'text-size': ['interpolate', ['linear'], ['zoom'], 2, 10, 6, 13],
      'text-letter-spacing': 0.06,
      'text-max-width': 7,
      'text-padding': 6,
      'symbol-sort-key': ['-', 0, ['get', 'size']],
    },
    paint: {
      'text-color': c.countryLabel,
      'text-halo-color': c.land,
      'text-halo-width': 1.4,
      'text-opacity': ['interpolate', ['linear'], ['zoom'], 6, 1, 7, 0],
    },
  };
}

function cityLabels(c: MapColours): LayerSpecification[] {
  return [
    {
      id: 'city-dots',
      type: 'circle',
      source: 'cities',
      minzoom: 4,
      filter: rankedFrom(0.5),
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 4, 1.2, 9, 2.4],
        'circle-color': c.cityLabel,
        'circle-opacity': 0.55,
      },
    },
    {
      id: 'city-labels',
      type: 'symbol',
      source: 'cities',
      minzoom: 3.5,
      filter: rankedFrom(0.5),
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT_REGULAR,
        'text-size': ['interpolate', ['linear'], ['zoom'], 4, ['-', 11, ['*', 0.2, ['get', 'rank']]], 10, 13],
        'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
        'text-radial-offset': 0.45,
        'text-max-width': 8,
        'text-padding': 5,
        'symbol-sort-key': ['-', ['get', 'rank'], ['*', 2, ['get', 'capital']]],
      },
      paint: { 'text-color': c.cityLabel, 'text-halo-color': c.land, 'text-halo-width': 1.3 },
    },
  ];
}

function gateways(c: MapColours): LayerSpecification {
  return {
    id: 'gateways',
    type: 'symbol',
    source: 'gateways',
    minzoom: 3,
    filter: rankedFrom(0),
    layout: {
      'icon-image': ['get', 'kind'],
      'icon-size': 0.8,
      'text-field': ['step', ['zoom'], '', 6, ['coalesce', ['get', 'code'], ['get', 'name']]],
      'text-font': FONT_REGULAR,
      'text-size': 10,
      'text-anchor': 'top',
      'text-offset': [0, 0.8],
      'text-optional': true,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-color': c.countryLabel, 'text-halo-color': c.land, 'text-halo-width': 1.2 },
  };
}

/** The layers under our data, bottom first. */
export function baseLayers(colours: MapColours, language: string): LayerSpecification[] {
  return [
    ...areas(colours),
    ...lines(colours),
    countryLabels(colours, language),
    ...cityLabels(colours),
    gateways(colours),
  ];
}

const FIRST_DATA = { land: landUrl, borders: bordersUrl, lakes: lakesUrl, countries: countriesUrl };

/** Detail that the map loads once the coasts and our own data are drawn: source and address. */
export const LATER_DATA = { cities: citiesUrl, rivers: riversUrl, urban: urbanUrl, gateways: gatewaysUrl };

const NOTHING_YET = { type: 'FeatureCollection' as const, features: [] };

function baseSource(data: string | typeof NOTHING_YET) {
  return { type: 'geojson' as const, data, maxzoom: 10, buffer: 64, tolerance: 0.4 };
}

export const BASE_SOURCES: StyleSpecification['sources'] = {
  ...Object.fromEntries(Object.entries(FIRST_DATA).map(([id, url]) => [id, baseSource(url)])),
  ...Object.fromEntries(Object.keys(LATER_DATA).map((id) => [id, baseSource(NOTHING_YET)])),
};

/** Base layers that the switch "Place names" shows and hides. */
export const LABEL_LAYERS = ['country-labels', 'city-dots', 'city-labels'];
