import { z } from 'zod';
import { instant, money, reads, writes } from './base.ts';

const integer = z.number().int();
const code = z.string().trim().min(1).max(60);
const millimetres = integer.min(1).max(100_000);
const grams = integer.min(0).max(100_000_000);

/** A box, bag or tube of a facility: sizes inside, and what it weighs and costs empty. */
export const boxTypeDraft = z.object({
  facility: code,
  code,
  name: z.string().trim().min(1).max(120),
  lengthMillimetres: millimetres,
  widthMillimetres: millimetres,
  heightMillimetres: millimetres,
  /** The most that may be put into it, in grams. */
  mostWeightGrams: grams.min(1),
  ownWeightGrams: grams.default(0),
  cost: money,
  active: z.boolean().default(true),
});
export type BoxTypeDraft = z.infer<typeof boxTypeDraft>;
export const boxTypeView = boxTypeDraft.extend({ id: integer, volumeMillilitres: integer });
export type BoxTypeView = z.infer<typeof boxTypeView>;

/** Edges of a product's unit, where they are known; without them its volume counts. */
export const productSize = z.object({
  sku: code,
  lengthMillimetres: millimetres,
  widthMillimetres: millimetres,
  heightMillimetres: millimetres,
});
export type ProductSize = z.infer<typeof productSize>;

/** Why units go in a parcel of their own without a box. */
export const NO_BOX_REASONS = ['tooLong', 'tooHeavy', 'tooLarge', 'noBoxes'] as const;
export type NoBoxReason = (typeof NO_BOX_REASONS)[number];

export const parcelLineView = z.object({
  sku: z.string(),
  name: z.string(),
  lineNumber: integer,
  quantity: integer,
  /** Of one unit. */
  weightGrams: integer,
  volumeMillilitres: integer,
});
export type ParcelLineView = z.infer<typeof parcelLineView>;

/** A parcel as it is suggested or as it was packed. */
export const parcelView = z.object({
  /** 1 is the first of its shipment. */
  number: integer,
  /** SSCC-18, once packed; also its barcode. */
  sscc: z.string().nullable(),
  /** Code of its box type; null: in its own packing. */
  box: z.string().nullable(),
  boxName: z.string().nullable(),
  noBox: z.enum(NO_BOX_REASONS).nullable(),
  /** With its box. */
  weightGrams: integer,
  volumeMillilitres: integer,
  /** How full the box is; null without a box. */
  weightPercent: z.number().nullable(),
  volumePercent: z.number().nullable(),
  lines: z.array(parcelLineView),
});
export type ParcelView = z.infer<typeof parcelView>;

/** A shipment at the packing station. */
export const packingView = z.object({
  shipment: z.string(),
  order: z.string().nullable(),
  customer: z.string().nullable(),
  facility: z.string(),
  facilityName: z.string(),
  status: z.string(),
  fulfilment: z.enum(['delivery', 'collect']),
  carrier: z.string().nullable(),
  service: z.string().nullable(),
  promisedAt: instant.nullable(),
  trackingNumber: z.string().nullable(),
  /** May be packed now, or unpacked. */
  canPack: z.boolean(),
  canUnpack: z.boolean(),
  units: integer,
  parcels: z.array(parcelView),
  boxCost: money.nullable(),
  packedAt: instant.nullable(),
  packedBy: z.string().nullable(),
});
export type PackingView = z.infer<typeof packingView>;

/** What is put into a parcel by hand; without a weight, what its units and its box weigh. */
export const parcelDraft = z.object({
  box: code.nullable().default(null),
  weightGrams: grams.optional(),
  lines: z
    .array(z.object({ lineNumber: integer, quantity: integer.min(1) }))
    .min(1)
    .max(1000),
});
export type ParcelDraft = z.infer<typeof parcelDraft>;

export const packingSettings = z.object({
  /** GS1 company prefix, 7 to 10 digits: begins the numbers on labels. */
  gs1CompanyPrefix: z.string().regex(/^\d{7,10}$/),
});
export type PackingSettings = z.infer<typeof packingSettings>;

export const PAPER_KINDS = ['label', 'slip'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

const shipment = z.object({ shipment: z.string().trim().min(1).max(120) });

export const packingContract = {
  settings: reads('network:read').output(packingSettings),
  saveSettings: writes('workspace:manage').input(packingSettings).output(packingSettings),
  boxTypes: reads('network:read')
    .input(z.object({ facility: code }))
    .output(z.array(boxTypeView)),
  /** @throws CONFLICT `unknownFacility`, `codeTaken` */
  saveBoxType: writes('orders:write')
    .input(boxTypeDraft.extend({ id: integer.optional() }))
    .output(boxTypeView),
  /** Parcels that were packed in it stay as they are. */
  removeBoxType: writes('orders:write')
    .input(z.object({ id: integer }))
    .output(z.object({})),
  /** Says how long, wide and high products are. @throws CONFLICT `unknownProduct` */
  saveSizes: writes('orders:write')
    .input(z.object({ sizes: z.array(productSize).min(1).max(20_000) }))
    .output(z.object({ saved: integer })),
  /** Shipments that are ready to be packed at a facility, the most urgent first; then those packed and still there. */
  waiting: reads('orders:read')
    .input(z.object({ facility: code, limit: integer.min(1).max(1000).default(200) }))
    .output(
      z.array(
        z.object({
          shipment: z.string(),
          order: z.string().nullable(),
          customer: z.string().nullable(),
          status: z.string(),
          carrier: z.string().nullable(),
          promisedAt: instant.nullable(),
          lines: integer,
          units: integer,
          parcels: integer,
        }),
      ),
    ),
  /**
   * A shipment with the parcels that it should go in or, once packed, those that it is in. `shipment`: its number, its order's
   * number where only one waits, or what a parcel's label says. @throws NOT_FOUND; CONFLICT `severalShipments`, `noFacility`
   */
  suggest: reads('orders:read').input(shipment).output(packingView),
  /**
   * Packs a shipment: every unit in exactly one parcel; without `parcels` as suggested. Its owner is told; its order is packed once
   * all of its shipments are.
   * @throws NOT_FOUND; CONFLICT `packNotAllowed`, `unitsMissing`, `unitsTooMany`, `unknownBox`, `boxTooLight`, `noFacility`
   */
  pack: writes('orders:write')
    .input(shipment.extend({ parcels: z.array(parcelDraft).min(1).max(500).optional() }))
    .output(packingView.extend({ messages: integer })),
  /** Takes the units out again, until the shipment has left. @throws CONFLICT `notPacked`, `alreadySent`, `loaded` */
  unpack: writes('orders:write').input(shipment).output(packingView),
  /**
   * Starts a job (kind `packing.papers`): labels (10 x 15 cm, a page a parcel) or packing slips (A4) of packed shipments as PDF; outcome
   * `{fileId, fileName, bytes, pages}`, to be fetched as exports are. Without a language each slip is in its customer's country's.
   * Fails with CONFLICT `notPacked`.
   */
  papers: writes('orders:read')
    .input(
      z.object({
        shipments: z.array(z.string().trim().min(1)).min(1).max(2000),
        kinds: z.array(z.enum(PAPER_KINDS)).min(1).default(['label', 'slip']),
        language: z.enum(['en', 'fr']).optional(),
      }),
    )
    .output(z.object({ jobId: z.string() })),
  /**
   * Asks carriers' feeds, where one that makes labels is connected, for labels with the parcels as they are packed; `own` names the
   * shipments without such a feed: Vigie's own label serves them.
   */
  requestLabels: writes('orders:write')
    .input(z.object({ shipments: z.array(z.string().trim().min(1)).min(1).max(2000) }))
    .output(
      z.object({
        messages: integer,
        own: z.array(z.string()),
        refused: z.array(z.object({ number: z.string(), code: z.string(), reason: z.string() })),
      }),
    ),
};
