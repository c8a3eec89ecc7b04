import { z } from 'zod';
import { instant, money, reads, writes } from './base.ts';

const integer = z.number().int();
const code = z.string().trim().min(1).max(60);
const amount = integer.min(0).max(100_000_000);
const percent = z.number().min(0).max(100);

/** What a carrier asks for beside its rate card, how much it takes a day, and how much of the work it is to get. */
export const carrierTerms = z.object({
  /** Cubic centimetres that count as a kilogram (5000, say); null: only the scale counts. */
  dimensionalDivisor: integer.min(100).max(100_000).nullable().default(null),
  fuelPercent: percent.default(0),
  remote: z
    .object({
      minor: amount,
      /** Country and beginning of the postal code: `FR 20`, `GB IV`. */
      areas: z.array(z.string().trim().min(2).max(20)).max(5000),
    })
    .nullable()
    .default(null),
  /** For a parcel with a longer edge, where its edges are known, or of more than this. */
  oversize: z
    .object({
      minor: amount,
      aboveMillimetres: integer.min(1).nullable().default(null),
      aboveMillilitres: integer.min(1).nullable().default(null),
    })
    .nullable()
    .default(null),
  residentialMinor: amount.default(0),
  /** Insurance: of what the declared value is above the free amount. */
  declaredValue: z.object({ freeMinor: amount, percent }).nullable().default(null),
  /** Shipments that it takes from a facility on a day; null: no limit. */
  shipmentsPerDay: integer.min(0).max(10_000_000).nullable().default(null),
  /** The same for facilities that differ, by code. */
  facilityShipmentsPerDay: z.record(z.string(), integer.min(0).max(10_000_000)).default({}),
  /** Its share of all shipments, within a tolerance, counted over the last days; null: none is agreed. */
  mix: z
    .object({ sharePercent: percent, tolerancePercent: percent, days: integer.min(1).max(366).default(30) })
    .nullable()
    .default(null),
});
export type CarrierTerms = z.infer<typeof carrierTerms>;

export const carrierSettings = z.object({
  code: z.string(),
  name: z.string(),
  currency: z.string(),
  terms: carrierTerms,
  /** What it has had in the period of its mix, and of how many. */
  mixShipments: integer,
  mixOf: integer,
});
export type CarrierSettings = z.infer<typeof carrierSettings>;

export const CHARGE_KINDS = [
  'base',
  'weight',
  'fuel',
  'remote',
  'oversize',
  'residential',
  'declaredValue',
] as const;
export type ChargeKind = (typeof CHARGE_KINDS)[number];
export const chargeView = z.object({ kind: z.enum(CHARGE_KINDS), minor: integer });
export type ChargeView = z.infer<typeof chargeView>;

/** What was found about a service: it is taken, or why not. */
export const OFFER_VERDICTS = [
  'chosen',
  'dearer',
  'slower',
  'overMix',
  'mixOwed',
  'late',
  'full',
  'belowLevel',
  'tooHeavy',
  'notServed',
] as const;
export type OfferVerdict = (typeof OFFER_VERDICTS)[number];

/** One service for a shipment. Instants and cost are null where it cannot take it at all. */
export const carrierOffer = z.object({
  service: z.string(),
  serviceName: z.string(),
  carrier: z.string(),
  carrierName: z.string(),
  level: z.string(),
  verdict: z.enum(OFFER_VERDICTS),
  /** In English; screens put it into words from the verdict and the figures beside it. */
  reason: z.string(),
  cost: money.nullable(),
  charges: z.array(chargeView),
  /** What is charged for: by scale, or by volume where that is more. */
  chargeableGrams: integer.nullable(),
  /** Its carrier's departure, and the local day by which it is there. */
  leavesAt: instant.nullable(),
  arriveByDay: z.iso.date().nullable(),
  /** Days after the promise; 0 = in time, null without a promise or a way. */
  lateDays: integer.nullable(),
  /** Against what was chosen; below 0 = cheaper. */
  dearerMinor: integer.nullable(),
  /** Days on which its carrier has no room left. */
  fullDays: integer,
});
export type CarrierOffer = z.infer<typeof carrierOffer>;

export const carrierChoice = z.object({
  shipment: z.string(),
  facility: z.string(),
  /** What the shipment has now. */
  service: z.string().nullable(),
  carrier: z.string().nullable(),
  cost: money,
  charges: z.array(chargeView),
  weightGrams: integer,
  promisedAt: instant.nullable(),
  /** Somebody chose it by hand, and why. */
  overridden: z.object({ reason: z.string(), actor: z.string(), at: instant }).nullable(),
  /** What would be chosen now; null when nothing goes there. */
  chosen: carrierOffer.nullable(),
  /** All the others, the nearest to being chosen first. */
  others: z.array(carrierOffer),
});
export type CarrierChoice = z.infer<typeof carrierChoice>;

const refused = z.object({ number: z.string(), code: z.string(), reason: z.string() });
const shipments = (most: number) => z.array(z.string().trim().min(1)).min(1).max(most);

export const carriersContract = {
  /** What each service would be for shipments, and why those not chosen are not. Changes nothing. */
  offers: reads('orders:read')
    .input(z.object({ shipments: shipments(100) }))
    .output(z.array(carrierChoice)),
  /**
   * Gives shipments that have not left the cheapest service that keeps their promise. What somebody chose by hand stays, unless
   * `overrides` says otherwise. Refusals: `notFound`, `hasLeft`, `loaded`, `overridden`, `noFacility`, `noService`.
   */
  choose: writes('orders:write')
    .input(z.object({ shipments: shipments(20_000), overrides: z.boolean().default(false) }))
    .output(
      z.object({
        chosen: integer,
        /** Of those, the ones that now go by another service than before. */
        changed: integer,
        late: integer,
        /** Against what they were to cost, for those that had been chosen for before. */
        savedMinor: integer,
        currency: z.string(),
        refused: z.array(refused),
        computedInMs: z.number(),
      }),
    ),
  /** Chooses by hand, with a reason. @throws CONFLICT `unknownService`, `hasLeft`, `loaded`, `cannotCarry` */
  override: writes('orders:write')
    .input(
      z.object({
        shipment: code,
        carrier: code,
        service: code,
        reason: z.string().trim().min(1).max(500),
      }),
    )
    .output(carrierChoice),
  /** All carriers with their terms. */
  settings: reads('network:read').output(z.array(carrierSettings)),
  /** @throws CONFLICT `unknownCarrier`, `unknownFacility` */
  saveSettings: writes('workspace:manage')
    .input(z.object({ code, terms: carrierTerms }))
    .output(carrierSettings),
};
