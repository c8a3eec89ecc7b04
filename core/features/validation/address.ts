import type { Finding, OrderFacts, PlaceLookup } from './order-facts.ts';
import { fitsCountry } from './postal-codes.ts';

/** Heavier goes by freight, and freight does not go to boxes. */
const FREIGHT_FROM_GRAMS = 30_000;
const PO_BOX =
  /\b(p\.?\s?o\.?\s?box|post\s?office\s?box|postbox|bo[iî]te postale|b\.?p\.?\s?\d+|postfach|apartado( de correos)?|casella postale|postbus)\b/i;

/** What is wrong with where the order goes. What is collected goes nowhere. */
export function address(order: OrderFacts, places: PlaceLookup): Finding[] {
  const { shipTo, lines } = order;
  const country = shipTo.country?.trim() ?? '';
  if (order.collected || country === '') return [];
  if (!places.isCountry(country)) return [{ code: 'unknownCountry', values: { country } }];
  const findings: Finding[] = [];
  const { postalCode, city } = shipTo;
  const fits = !postalCode || fitsCountry(postalCode, country);
  if (!fits) findings.push({ code: 'postalCodeForm', values: { postalCode, country } });
  if (fits && (postalCode || city) && !places.isFound({ country, postalCode, city })) {
    findings.push({ code: 'placeNotFound', values: { postalCode, city, country } });
  }
  const inBox = PO_BOX.test(shipTo.street ?? '');
  if (inBox && (lines.hazardous || lines.weightGrams >= FREIGHT_FROM_GRAMS)) {
    findings.push({
      code: 'poBox',
      values: { street: shipTo.street, hazardous: lines.hazardous, weightGrams: lines.weightGrams },
    });
  }
  return findings;
}
