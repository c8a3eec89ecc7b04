import type { JobTools } from '../../../jobs/jobs.ts';
import type { AppContext } from '../../context.ts';
import { makeExportFile } from '../../exports/index.ts';
import type { PaperLanguage } from '../../papers/index.ts';
import { conflict, notFound } from '../../procedures.ts';
import { findScans } from '../detail.queries.ts';
import { findIncidents } from '../incidents.queries.ts';
import { gatherOptions, NO_NEEDS } from '../options/gather.service.ts';
import { goodsCostOf, type OptionFacts, type OptionShipment } from '../options/option-facts.ts';
import { CLAIM_TASK, type ClaimInput, type ClaimPaper } from './claim-task.ts';

export interface ClaimRequest {
  id: number;
  language: PaperLanguage;
}

type Scans = Awaited<ReturnType<typeof findScans>>;

/** Writes the claim on the carrier of an incident's shipment into a file that can be fetched. @throws NOT_FOUND; CONFLICT `noCarrier` */
export async function writeClaim(ctx: AppContext, { id, language }: ClaimRequest, tools: JobTools) {
  const [incident] = await findIncidents(ctx.db.read, [id]);
  if (!incident) throw notFound('incident', String(id));
  const [facts] = await gatherOptions(ctx, [incident], NO_NEEDS);
  if (!facts?.shipment?.carrier) {
    throw conflict(`No carrier is known for ${incident.entity_key}.`, 'noCarrier', 'Claim on a shipment.');
  }
  const scans = await findScans(ctx.db.read, facts.shipment.id);
  const paper = claimPaper(facts, facts.shipment, scans, language);
  return makeExportFile(ctx, `vigie-claim-${facts.shipment.number}.pdf`, (path) => {
    const input: ClaimInput = { paper, path, resources: ctx.resources };
    return tools.runTask<{ pages: number }>(CLAIM_TASK, input);
  });
}

const WORDS = {
  en: {
    locale: 'en-GB',
    title: 'Claim on the carrier',
    parcel: 'Parcel',
    reference: 'Our reference',
    order: 'Order',
    carrier: 'Carrier',
    destination: 'Destination',
    shipped: 'Handed over',
    promised: 'Promised',
    amount: (sum: string) => `Amount claimed: ${sum}`,
    statement:
      'We claim the cost of the goods listed below and the freight paid, under the contract of carriage. The scans below are those that you have told us.',
    goods: 'Goods',
    evidence: 'Scans',
    freight: 'Freight',
  },
  fr: {
    locale: 'fr-FR',
    title: 'Réclamation au transporteur',
    parcel: 'Colis',
    reference: 'Notre référence',
    order: 'Commande',
    carrier: 'Transporteur',
    destination: 'Destination',
    shipped: 'Remis le',
    promised: 'Promis pour le',
    amount: (sum: string) => `Montant réclamé : ${sum}`,
    statement:
      'Nous réclamons le coût des articles ci-dessous et le transport payé, au titre du contrat de transport. Les événements ci-dessous sont ceux que vous nous avez communiqués.',
    goods: 'Articles',
    evidence: 'Événements de suivi',
    freight: 'Transport',
  },
} as const;

function claimPaper(
  facts: OptionFacts,
  shipment: OptionShipment,
  scans: Scans,
  language: PaperLanguage,
): ClaimPaper {
  const words = WORDS[language];
  const sum = (minor: number) =>
    new Intl.NumberFormat(words.locale, { style: 'currency', currency: facts.currency }).format(minor / 100);
  const when = (at: number | null) =>
    at === null
      ? ''
      : new Intl.DateTimeFormat(words.locale, {
          dateStyle: 'short',
          timeStyle: 'short',
          timeZone: 'UTC',
        }).format(at);
  return {
    title: words.title,
    number: shipment.trackingNumber ?? shipment.number,
    rows: [
      [words.carrier, shipment.carrier ?? ''],
      [words.parcel, shipment.trackingNumber ?? ''],
      [words.reference, shipment.number],
      [words.order, facts.order?.number ?? ''],
      [words.destination, [shipment.postalCode, shipment.city, shipment.country].filter(Boolean).join(' ')],
      [words.shipped, when(shipment.shippedAt)],
      [words.promised, when(facts.promisedAt)],
    ],
    amount: words.amount(sum(goodsCostOf(facts) + shipment.costMinor)),
    statement: words.statement,
    goodsTitle: words.goods,
    goods: [
      ...facts.lines.map(
        ({ sku, quantity, unitCostMinor }) => [sku, String(quantity), sum(quantity * unitCostMinor)] as const,
      ),
      [words.freight, '', sum(shipment.costMinor)],
    ],
    evidenceTitle: words.evidence,
    evidence: scans
      .toReversed()
      .map(({ at, description, milestone, city, country }) => [
        `${when(at)} UTC`,
        description ?? milestone,
        [city, country].filter(Boolean).join(', '),
      ]),
    language,
    createdAt: facts.now,
  };
}
