import type { DraftMessage } from '../../../contract/incidents.ts';
import { addresseeOf, languageOfCountry } from '../../customer-messages/index.ts';
import type { OptionFacts } from './option-facts.ts';

type Draft = Omit<DraftMessage, 'feed'>;
type Language = Draft['language'];

export function languageOf({ order }: OptionFacts): Language {
  return languageOfCountry(order?.country);
}

type CustomerText =
  | 'delay'
  | 'faster'
  | 'replacement'
  | 'pickUp'
  | 'refund'
  | 'split'
  | 'substitute'
  | 'tour';
type Words = Record<'order' | 'name' | 'day' | 'place' | 'amount' | 'goods', string>;

const CUSTOMER: Record<Language, Record<CustomerText, (words: Words) => [subject: string, body: string]>> = {
  en: {
    delay: ({ order, name, day }) => [
      `Your order ${order} is delayed`,
      `Hello ${name},\n\nYour parcel is taking longer than we promised. We now expect it on ${day}. We are sorry for the wait; you need not do anything.`,
    ],
    faster: ({ order, name, day }) => [
      `Your order ${order} travels faster`,
      `Hello ${name},\n\nTo keep your delivery on time we have chosen a faster service at our cost. We expect it on ${day}.`,
    ],
    replacement: ({ order, name, day }) => [
      `A new parcel for your order ${order}`,
      `Hello ${name},\n\nSomething went wrong with your parcel. We are sending the same goods again at no cost and expect them on ${day}. Should the first parcel arrive after all, please refuse it.`,
    ],
    pickUp: ({ order, name, place }) => [
      `Collect your order ${order}`,
      `Hello ${name},\n\nWe have asked the carrier to bring your parcel to ${place}, where you can collect it. We will write again when it is there.`,
    ],
    refund: ({ order, name, amount }) => [
      `Refund for your order ${order}`,
      `Hello ${name},\n\nWe are sorry: we could not deliver as promised. We are refunding ${amount} to your means of payment.`,
    ],
    split: ({ order, name, day, goods }) => [
      `Your order ${order} comes in two parcels`,
      `Hello ${name},\n\nSome of what you ordered is not there yet. We are sending what we have now and expect it on ${day}. Still to come, at no extra cost: ${goods}.`,
    ],
    substitute: ({ order, name, day, goods }) => [
      `A replacement in your order ${order}`,
      `Hello ${name},\n\nSomething that you ordered is not available. At the same price we are sending ${goods}; we expect it on ${day}. Should it not suit you, send it back free of charge and we refund it.`,
    ],
    tour: ({ order, name, day }) => [
      `Your order ${order} is on our next round`,
      `Hello ${name},\n\nOur driver brings your parcel on ${day}. You need not do anything.`,
    ],
  },
  fr: {
    delay: ({ order, name, day }) => [
      `Votre commande ${order} a du retard`,
      `Bonjour ${name},\n\nVotre colis met plus de temps que promis. Nous l’attendons désormais pour le ${day}. Veuillez nous excuser de cette attente ; vous n’avez rien à faire.`,
    ],
    faster: ({ order, name, day }) => [
      `Votre commande ${order} accélère`,
      `Bonjour ${name},\n\nPour tenir notre promesse, nous avons choisi à nos frais un service plus rapide. Livraison attendue le ${day}.`,
    ],
    replacement: ({ order, name, day }) => [
      `Un nouveau colis pour votre commande ${order}`,
      `Bonjour ${name},\n\nVotre colis a rencontré un problème. Nous vous renvoyons les mêmes articles sans frais ; ils sont attendus le ${day}. Si le premier colis arrivait malgré tout, merci de le refuser.`,
    ],
    pickUp: ({ order, name, place }) => [
      `Retirez votre commande ${order}`,
      `Bonjour ${name},\n\nNous avons demandé au transporteur de déposer votre colis à ${place}, où vous pourrez le retirer. Nous vous écrirons dès qu’il y sera.`,
    ],
    refund: ({ order, name, amount }) => [
      `Remboursement de votre commande ${order}`,
      `Bonjour ${name},\n\nNous n’avons pas pu livrer comme promis et vous prions de nous en excuser. Nous remboursons ${amount} sur votre moyen de paiement.`,
    ],
    split: ({ order, name, day, goods }) => [
      `Votre commande ${order} arrive en deux colis`,
      `Bonjour ${name},\n\nUne partie de votre commande n’est pas encore là. Nous envoyons dès maintenant ce que nous avons ; livraison attendue le ${day}. Suivra, sans frais : ${goods}.`,
    ],
    substitute: ({ order, name, day, goods }) => [
      `Un article remplacé dans votre commande ${order}`,
      `Bonjour ${name},\n\nUn article commandé n’est pas disponible. Nous envoyons au même prix ${goods} ; livraison attendue le ${day}. S’il ne vous convient pas, renvoyez-le sans frais : nous le remboursons.`,
    ],
    tour: ({ order, name, day }) => [
      `Votre commande ${order} est de la prochaine tournée`,
      `Bonjour ${name},\n\nNotre chauffeur apporte votre colis le ${day}. Vous n’avez rien à faire.`,
    ],
  },
};

/** A letter to the customer in their language; none when nobody is known to write to. */
export function toCustomer(
  facts: OptionFacts,
  text: CustomerText,
  given: { day?: number | null; place?: string; amountMinor?: number; goods?: string } = {},
): Draft[] {
  const { order } = facts;
  if (!order) return [];
  const language = languageOf(facts);
  const [subject, body] = CUSTOMER[language][text]({
    order: order.number,
    name: order.customer ?? '',
    day: given.day ? new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(given.day) : '',
    place: given.place ?? '',
    goods: given.goods ?? '',
    amount: new Intl.NumberFormat(language, { style: 'currency', currency: facts.currency }).format(
      (given.amountMinor ?? 0) / 100,
    ),
  });
  return [
    {
      to: 'customer',
      kind: 'customer.message',
      ...addresseeOf(order),
      language,
      subject,
      body,
    },
  ];
}

const CARRIER = {
  trace: 'Please trace this parcel and tell us where it is and when it will be delivered.',
  redirect: 'Please deliver this parcel to the pick-up point named below instead of the address.',
  comeBack: 'Please stop this parcel and return it to the sender.',
  claim: 'We claim the value of this parcel under the contract of carriage. The evidence is attached.',
} as const;

/** A request to the carrier, with what it needs to find the parcel. */
export function toCarrier({ shipment }: OptionFacts, text: keyof typeof CARRIER, more = ''): Draft[] {
  if (!shipment) return [];
  const number = shipment.trackingNumber ?? shipment.number;
  const lines = [
    CARRIER[text],
    `Parcel: ${number}`,
    `Our reference: ${shipment.number}`,
    `Destination: ${[shipment.postalCode, shipment.city, shipment.country].filter(Boolean).join(' ')}`,
    ...(more ? [more] : []),
  ];
  return [
    {
      to: 'carrier',
      kind: 'carrier.message',
      recipient: shipment.carrier,
      channel: 'api',
      language: 'en',
      subject: `${text === 'claim' ? 'Claim' : 'Request'} for ${number}`,
      body: lines.join('\n'),
    },
  ];
}
