import { z } from 'zod';
import { reads, writes } from './base.ts';
import { incidentKind, severity } from './incidents.ts';

const integer = z.number().int();

/** When a kind counts as an incident and how grave it is. `threshold` in the kind's unit: hours, or a share for `overCapacity`. */
export const kindRule = z.object({
  active: z.boolean(),
  severity,
  threshold: z.number().min(0).max(10_000),
  /** Until somebody should have acted. */
  respondMinutes: integer.min(1).max(43_200),
});
export type KindRule = z.infer<typeof kindRule>;
export const detectionSettings = z.object({
  kinds: z.partialRecord(incidentKind, kindRule),
  /** What differs for a segment of customers. */
  segments: z.record(z.string(), z.partialRecord(incidentKind, kindRule.partial())),
  /** Paid or lost for each day that a promise is broken. */
  penaltyPerDayMinor: integer.min(0),
  /** A shared cause has at least so many, and is so unlikely to be chance. */
  leastChildren: integer.min(3).max(1000),
  chance: z.number().min(1e-12).max(0.05),
});
export type DetectionSettings = z.infer<typeof detectionSettings>;

const kindPreview = z.object({ kind: incidentKind, before: integer, after: integer });

export const incidentDetectionContract = {
  settings: reads('orders:read').output(detectionSettings),
  save: writes('rules:manage').input(detectionSettings).output(detectionSettings),
  /** What each kind has where nobody has said otherwise, and the segments that customers are in. */
  usual: reads('orders:read').output(
    z.object({
      kinds: z.record(incidentKind, kindRule),
      settings: detectionSettings,
      segments: z.array(z.string()),
    }),
  ),
  /** What would be found wrong now under settings that are not saved, and under those in force. Nothing is written. */
  preview: reads('orders:read')
    .input(detectionSettings)
    .output(z.object({ before: integer, after: integer, kinds: z.array(kindPreview) })),
};
