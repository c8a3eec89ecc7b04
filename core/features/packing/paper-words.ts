import type { PaperLanguage } from '../papers/index.ts';

const EN = {
  locale: 'en-GB',
  title: 'Shipping papers',
  from: 'From',
  to: 'To',
  collect: 'CLICK & COLLECT',
  noService: 'No carrier chosen yet',
  order: 'Order',
  shipment: 'Shipment',
  parcel: 'Parcel',
  of: 'of',
  weight: 'Weight',
  tracking: 'Tracking number',
  slip: 'Packing slip',
  orderedOn: 'Ordered on',
  packedOn: 'Packed on',
  carrier: 'Carrier',
  shipTo: 'Delivery address',
  collectAt: 'To be collected at',
  line: 'Line',
  sku: 'SKU',
  product: 'Product',
  quantity: 'Units',
  inParcel: 'In parcel',
  elsewhere: 'Not in this shipment',
  elsewhereWhy: 'These units come separately, or are still on order.',
  units: (count: number) => (count === 1 ? '1 unit' : `${count} units`),
  parcels: (count: number) => (count === 1 ? '1 parcel' : `${count} parcels`),
  thanks: 'Please check the contents and keep this slip for a return.',
  page: 'Page',
};

export type PackingWords = typeof EN;

const FR: PackingWords = {
  locale: 'fr-FR',
  title: 'Documents d’expédition',
  from: 'Expéditeur',
  to: 'Destinataire',
  collect: 'RETRAIT EN MAGASIN',
  noService: 'Transporteur à choisir',
  order: 'Commande',
  shipment: 'Expédition',
  parcel: 'Colis',
  of: 'sur',
  weight: 'Poids',
  tracking: 'N° de suivi',
  slip: 'Bon de livraison',
  orderedOn: 'Commandé le',
  packedOn: 'Emballé le',
  carrier: 'Transporteur',
  shipTo: 'Adresse de livraison',
  collectAt: 'À retirer à',
  line: 'Ligne',
  sku: 'SKU',
  product: 'Produit',
  quantity: 'Unités',
  inParcel: 'Dans le colis',
  elsewhere: 'Hors de cette expédition',
  elsewhereWhy: 'Ces unités arrivent séparément ou sont encore attendues.',
  units: (count) => (count < 2 ? `${count} unité` : `${count} unités`),
  parcels: (count) => `${count} colis`,
  thanks: 'Merci de vérifier le contenu et de garder ce bon pour un éventuel retour.',
  page: 'Page',
};

/** Words of labels and packing slips. */
export function packingWords(language: PaperLanguage): PackingWords {
  return language === 'fr' ? FR : EN;
}

/** A country in the words of a language; its code as it is where it is none. */
export function countryName(code: string | null, locale: string): string | null {
  if (code === null || !/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
}

/** Countries whose customers read French; all others are written to in English. */
const FRENCH = new Set(['FR', 'MC', 'LU', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PF', 'NC', 'SN', 'CI']);

/** The language for a customer of a country. */
export function languageOf(country: string | null): PaperLanguage {
  return country !== null && FRENCH.has(country) ? 'fr' : 'en';
}
