import { type CustomerLanguage, languageOfCountry } from '../customer-messages/index.ts';

/** What a customer is told whose order lies ready. */
export interface PickUpWords {
  order: string;
  customer: string | null;
  store: string;
  /** Street and town of the store, as far as they are known. */
  address: string;
  code: string;
  /** Until when it is kept: UTC epoch milliseconds, said in the store's own time. */
  expiresAt: number | null;
  timeZone: string;
}

const TEXTS: Record<
  CustomerLanguage,
  (words: Record<'order' | 'name' | 'place' | 'code' | 'until', string>) => { subject: string; body: string }
> = {
  en: ({ order, name, place, code, until }) => ({
    subject: `Your order ${order} is ready: pick-up code ${code}`,
    body: `Hello${name},\n\nYour order ${order} is ready at ${place}.\n\nPick-up code: ${code}\n\nShow it at the counter${until && ` until ${until}`}. Whoever has the code can collect the order.`,
  }),
  fr: ({ order, name, place, code, until }) => ({
    subject: `Votre commande ${order} est prête : code de retrait ${code}`,
    body: `Bonjour${name},\n\nVotre commande ${order} vous attend : ${place}.\n\nCode de retrait : ${code}\n\nPrésentez-le au comptoir${until && ` avant le ${until}`}. Quiconque a le code peut retirer la commande.`,
  }),
};

/** The letter with a pick-up code, in the language of the customer's country. */
export function pickUpMessage(
  { order, customer, store, address, code, expiresAt, timeZone }: PickUpWords,
  country: string | null,
): { language: CustomerLanguage; subject: string; body: string } {
  const language = languageOfCountry(country);
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const words = {
    order,
    code,
    name: customer ? ` ${customer}` : '',
    place: address === '' ? store : `${store}, ${address}`,
    until: expiresAt === null ? '' : format.format(expiresAt),
  };
  return { language, ...TEXTS[language](words) };
}
