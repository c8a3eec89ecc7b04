import type { ImportRules } from '../../../contract/import.ts';
import { wordList } from '../fields/field.ts';
import { toWords } from '../fields/words.ts';

/** Codes that shops use for what is no product. */
const CODES = new Set(
  wordList(`
  post, postage, dot, m, manual, d, discount, s, sample, samples, b, c2, carriage, bank charges,
  bankcharges, amazonfee, amazon fee, ebayfee, paypalfee, fee, fees, cruk, adjust, adjust2, adjustment,
  adj, ship, shipping, shp, freight, frt, delivery, handling, surcharge, tip, tax, vat, tva, mwst, test,
  test001, test002, port, frais, fdp, fdport, livraison, remise, rem, escompte, versand, vers, vk, porto,
  fracht, rabatt, rab, gutschein, skonto, gebuhr, envio, portes, descuento, dto, spedizione, trasporto,
  sconto, verzending, korting, coupon, voucher, giftcard, gift card, gift, insurance, assurance,
  echantillon, muster`),
);

/** Names that say by themselves that a line is a charge, whatever its code. */
const NAMES = wordList(`
  (?:dotcom )?postage, carriage, shipping(?: cost| costs| fee| charge| charges| and handling)?, delivery(?:
  cost| fee| charge| charges)?, freight(?: cost| charge| charges)?, handling(?: fee| charge)?, (?:trade
  |customer )?discount, manual(?: adjustment)?, bank charges?,
  (?:amazon|ebay|paypal|marketplace|service|payment|card) fees?, samples?, adjust(?:ment)?(?: bad debt| by
  .*)?, cruk commission, commission, gift (?:voucher|card|certificate)s?(?: .*)?, .* gift voucher(?: .*)?,
  insurance, surcharge, credit, voucher, coupon, frais de
  (?:port|livraison|expedition|transport|dossier|service|gestion)(?: .*)?, port(?: et emballage| du)?,
  livraison(?: .*)?, transport, remise(?: .*)?, rabais, escompte, ristourne, avoir(?: .*)?, cheque
  cadeau(?: .*)?, carte cadeau(?: .*)?, bon (?:d achat|cadeau)(?: .*)?, echantillons?, frais bancaires,
  commission(?: .*)?, participation aux frais.*, eco participation, assurance(?: .*)?,
  versand(?:kosten|gebuhr|pauschale)?(?: .*)?, porto(?:kosten)?, fracht(?:kosten)?(?: .*)?,
  lieferkosten, liefergebuhr, rabatt(?: .*)?, skonto, gutschein(?: .*)?, geschenkgutschein(?: .*)?,
  bankgebuhr(?:en)?, bearbeitungsgebuhr, mindermengenzuschlag, nachnahme(?:gebuhr)?,
  verpackung(?:skosten)?, muster, gebuhr(?:en)?, provision, gastos de (?:envio|transporte|gestion), portes,
  envio, descuento(?: .*)?, comision(?: .*)?, vale regalo(?: .*)?, tarjeta regalo(?: .*)?, muestras?,
  ajuste(?: .*)?, comisiones bancarias, spese di (?:spedizione|trasporto), spedizione, trasporto, sconto(?:
  .*)?, buono(?: regalo| sconto)?, commissioni?(?: .*)?, campion[ei], verzendkosten, korting,
  cadeaubon(?: .*)?, frakt, koszty? wysylki, doprava`);

const NAME = new RegExp(`^(?:${NAMES.join('|')})$`);

/** Judges whether a code stands for goods or for a charge, discount or fee, from the code, its name and the mapping's lists. */
export function createServiceJudge(rules: ImportRules): (sku: string, name: string | null) => boolean {
  const told = new Set(rules.serviceCodes.map(fold));
  const goods = new Set(rules.productCodes.map(fold));
  return (sku, name) => {
    const code = fold(sku);
    if (goods.has(code)) return false;
    if (told.has(code)) return true;
    const words = name
      ? toWords(name)
          .replace(/\bno\b|\d+/g, '')
          .replace(/\s+/g, ' ')
          .trim()
      : '';
    if (words !== '' && NAME.test(words)) return true;
    return !/\d{3}/.test(code) && CODES.has(code.replace(/[-_]/g, ' '));
  };
}

function fold(code: string): string {
  return code.trim().toLowerCase();
}
