import type { Finding, OrderFacts } from './order-facts.ts';

/** What is missing for the order to be carried out at all. */
export function completeness(order: OrderFacts): Finding[] {
  const { lines, shipTo, collected, unknownLevel } = order;
  const findings: Finding[] = [];
  const add = (code: Finding['code'], values: Finding['values'] = {}) => findings.push({ code, values });
  if (lines.count === 0) add('noLines');
  if (lines.withoutPrice > 0) add('noPrice', { lines: lines.withoutPrice });
  if (isBlank(shipTo.name) && isBlank(order.customer?.name)) add('noName');
  if (unknownLevel !== null) add('unknownService', { level: unknownLevel });
  if (collected) return findings;
  if (isBlank(shipTo.country)) add('noCountry');
  if (isBlank(shipTo.street) && isBlank(shipTo.city)) add('noShipTo');
  else if (isBlank(shipTo.postalCode)) add('noPostalCode');
  return findings;
}

const PLACEHOLDERS = new Set(['unknown', 'n/a', 'na', 'none', 'test', 'inconnu', 'unbekannt', '-', '?', '.']);

function isBlank(text: string | null | undefined): boolean {
  const words = text?.trim().toLowerCase() ?? '';
  return words === '' || PLACEHOLDERS.has(words);
}
