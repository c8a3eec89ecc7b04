import type { PickMethod } from '../../contract/picking.ts';
import type { PaperLanguage } from '../papers/index.ts';

const EN = {
  locale: 'en-GB',
  title: 'Pick lists',
  list: 'Pick list',
  wave: 'Wave',
  method: { single: 'Order by order', batch: 'Batch', cluster: 'Cluster', zone: 'Zone' } satisfies Record<
    PickMethod,
    string
  >,
  cutOff: 'Cut-off',
  orders: 'Orders',
  stops: 'Stops',
  units: 'Units',
  picker: 'Picker',
  position: 'No.',
  place: 'Place',
  zone: 'Zone',
  bin: 'Bin',
  product: 'Product',
  quantity: 'Units',
  goesTo: 'For',
  done: 'Done',
  compartment: 'Compartment',
  order: 'Order',
  line: 'Line',
  shipment: 'Shipment',
  facility: 'Facility',
  sku: 'SKU',
  howPicked: 'Method',
  noBin: 'no bin',
  moreOrders: (count: number) => `and ${count} more orders`,
  page: 'Page',
  of: 'of',
  times: 'Times in',
};

export type PaperWords = typeof EN;

const FR: PaperWords = {
  locale: 'fr-FR',
  title: 'Listes de prélèvement',
  list: 'Liste de prélèvement',
  wave: 'Vague',
  method: {
    single: 'Par commande',
    batch: 'Lot',
    cluster: 'Chariot à cases',
    zone: 'Zone',
  },
  cutOff: 'Heure limite',
  orders: 'Commandes',
  stops: 'Arrêts',
  units: 'Unités',
  picker: 'Préparateur',
  position: 'N°',
  place: 'Emplacement',
  zone: 'Zone',
  bin: 'Emplacement',
  product: 'Produit',
  quantity: 'Unités',
  goesTo: 'Pour',
  done: 'Fait',
  compartment: 'Case',
  order: 'Commande',
  line: 'Ligne',
  shipment: 'Expédition',
  facility: 'Site',
  sku: 'SKU',
  howPicked: 'Méthode',
  noBin: 'sans emplacement',
  moreOrders: (count) => `et ${count} autres commandes`,
  page: 'Page',
  of: 'sur',
  times: 'Heures de',
};

/** Words of pick lists on paper and as files. */
export function paperWords(language: PaperLanguage): PaperWords {
  return language === 'fr' ? FR : EN;
}
