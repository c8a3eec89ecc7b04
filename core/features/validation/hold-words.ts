import type { FraudSignal, ValidationCode } from '../../contract/validation.ts';
import { minorDigits, toMajor } from '../../kernel/money.ts';
import type { FoundSignal } from './fraud.ts';
import type { Finding } from './order-facts.ts';

type Values = Finding['values'];

const amount = (minor: unknown, currency: unknown): string => {
  const code = String(currency);
  return `${toMajor(Number(minor), code).toFixed(minorDigits(code))} ${code}`;
};

const SIGNALS: Readonly<Record<FraudSignal, (values: Values) => string>> = {
  firstOrderHighValue: ({ valueMinor, currency }) => `first order, worth ${amount(valueMinor, currency)}`,
  highValue: ({ valueMinor, currency }) => `worth ${amount(valueMinor, currency)}`,
  manyOrders: ({ orders }) => `${orders} orders within hours`,
  sameAddress: ({ orders }) => `${orders} other customers at this address within hours`,
  countryDiffers: ({ billing, shipTo }) => `customer in ${billing}, delivery to ${shipTo}`,
  unusualQuantity: ({ units }) => `${units} units of one product`,
  disposableEmail: ({ domain }) => `throw-away e-mail address (${domain})`,
};

const REASONS: Readonly<Record<ValidationCode, (values: Values) => string>> = {
  noLines: () => 'No lines',
  noPrice: ({ lines }) => `${lines} ${lines === 1 ? 'line' : 'lines'} without a price`,
  noName: () => 'No name',
  noShipTo: () => 'No address to ship to',
  noPostalCode: () => 'No postal code',
  noCountry: () => 'No country',
  unknownService: ({ level }) => `Unknown service level ${level}`,
  unknownCountry: ({ country }) => `Unknown country ${country}`,
  postalCodeForm: ({ postalCode, country }) => `${postalCode} is no postal code of ${country}`,
  placeNotFound: ({ postalCode, city, country }) =>
    `Place not found: ${[postalCode, city, country].filter(Boolean).join(' ')}`,
  poBox: ({ hazardous }) => `A post box takes no ${hazardous ? 'hazardous goods' : 'freight'}`,
  creditLimit: ({ openMinor, orderMinor, limitMinor, currency }) =>
    `Credit limit: open orders ${amount(openMinor, currency)} and this one ${amount(orderMinor, currency)}, of a limit of ${amount(limitMinor, currency)}`,
  creditStop: () => 'Customer is on credit stop',
  overdue: ({ overdueMinor, currency }) => `${amount(overdueMinor, currency)} overdue`,
  fraud: ({ points, threshold, signals }) =>
    `Fraud suspicion ${points} of ${threshold} points: ${(signals as FoundSignal[])
      .map(({ signal, values }) => SIGNALS[signal](values))
      .join(', ')}`,
};

/** A finding in English words, for readers that know no codes. */
export function reasonOf({ code, values }: Finding): string {
  return REASONS[code](values);
}
