import type { StopKind } from '../../../contract/routes.ts';

import type { PaperLanguage } from '../../papers/index.ts';

const EN = {
  locale: 'en-GB',
  title: 'Round sheets',
  route: 'Route',
  driver: 'Driver',
  noDriver: 'no driver yet',
  depot: 'Depot',
  leaves: 'Leaves',
  returns: 'Returns',
  stops: 'Stops',
  distance: 'Distance',
  load: 'Largest load',
  draft: 'DRAFT: not published',
  number: 'No.',
  time: 'Time',
  place: 'Where',
  goods: 'Goods',
  done: 'Done / remark',
  pallets: 'pallets',
  kind: { delivery: 'Deliver', collection: 'Collect', transfer: 'Replenish' } satisfies Record<
    StopKind,
    string
  >,
  break: 'Break',
  minutes: 'min',
  returnTo: 'Return to',
  page: 'Page',
  of: 'of',
  zone: 'Times in',
  map: 'Map: Natural Earth',
};

export type SheetWords = typeof EN;

const FR: SheetWords = {
  locale: 'fr-FR',
  title: 'Feuilles de route',
  route: 'Tournée',
  driver: 'Chauffeur',
  noDriver: 'pas encore de chauffeur',
  depot: 'Dépôt',
  leaves: 'Départ',
  returns: 'Retour',
  stops: 'Arrêts',
  distance: 'Distance',
  load: 'Charge maximale',
  draft: 'BROUILLON : non publié',
  number: 'N°',
  time: 'Heure',
  place: 'Où',
  goods: 'Marchandises',
  done: 'Fait / remarque',
  pallets: 'palettes',
  kind: { delivery: 'Livrer', collection: 'Collecter', transfer: 'Réassortir' },
  break: 'Pause',
  minutes: 'min',
  returnTo: 'Retour à',
  page: 'Page',
  of: 'sur',
  zone: 'Heures de',
  map: 'Carte : Natural Earth',
};

/** Words of the sheets in a language. */
export function sheetWords(language: PaperLanguage): SheetWords {
  return language === 'fr' ? FR : EN;
}
