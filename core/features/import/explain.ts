import type { FileAccount } from '../../contract/import.ts';

const figure = new Intl.NumberFormat('en');

/** What the numbers of a flat file of order lines are made of, in sentences. */
export function explainDetails({ details, entities }: FileAccount): string[] {
  const times = (name: string) => details[name] ?? 0;
  const count = (name: string, one: string, many = `${one}s`) =>
    `${figure.format(times(name))} ${times(name) === 1 ? one : many}`;
  const total = (name: string) => {
    const counts = entities[name];
    return counts ? counts.inserted + counts.updated + counts.unchanged : 0;
  };
  const notes: string[] = [];
  if (times('saleLines') + times('chargeLines') > 0) {
    const charges =
      times('chargeLines') > 0
        ? `, ${count('chargeLines', 'line')} of charges (postage, fees, discounts)`
        : '';
    const free = times('freeLines') > 0 ? `; ${figure.format(times('freeLines'))} of them at no price` : '';
    notes.push(
      `${figure.format(total('orders') || total('orderLines'))} orders: ${count('saleLines', 'line')} of goods${free}${charges}.`,
    );
  }
  if (times('returnLines') + times('creditLines') > 0) {
    const credits = times('creditLines') > 0 ? `, ${count('creditLines', 'line')} of charges credited` : '';
    notes.push(
      `${figure.format(total('returns'))} returns: ${count('returnLines', 'line')} of goods coming back${credits}.`,
    );
  }
  if (times('guestOrders') > 0) {
    notes.push(
      `Kept as guests’, since they name no customer: ${count('guestOrders', 'order or return', 'orders and returns')} (${count('guestLines', 'line')}).`,
    );
  }
  if (times('chargeCodes') > 0)
    notes.push(`Taken for charges, which are never sourced: ${count('chargeCodes', 'code')}.`);
  if (times('conflictingHeaders') > 0) {
    notes.push(
      `Rows differ in date or customer in ${count('conflictingHeaders', 'order')}: the earliest date and the first customer hold.`,
    );
  }
  if (times('ordersKeptAsWorkedOn') + times('linesOfOrdersWorkedOn') > 0) {
    notes.push(
      `Orders that are being worked on here were left as they are (${count('linesOfOrdersWorkedOn', 'line')}).`,
    );
  }
  if (times('locatedPlaces') > 0)
    notes.push(`Located from their address: ${count('locatedPlaces', 'place')}.`);
  if (times('placesWithoutPosition') > 0)
    notes.push(`Could not be located: ${count('placesWithoutPosition', 'place')}.`);
  return notes;
}
