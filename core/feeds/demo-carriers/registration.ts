import { z } from 'zod';
import type { DemoRegistration } from './simulation.ts';

const text = z.string().max(200);
const place = z.object({
  city: text.nullable().default(null),
  country: text.nullable().default(null),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
});
const NOWHERE = { city: null, country: null, latitude: null, longitude: null };
const instant = z.number().nullable().default(null);

/** A tracker as it is registered: EasyPost's two fields, and what the demo carriers need to know of the parcel. */
export const registrationBody = z.object({
  tracking_code: z.string().trim().min(1).max(100),
  carrier: text.default('DemoCarrier'),
  reference: text.nullable().default(null),
  demo: z
    .object({
      origin: place.default(NOWHERE),
      destination: place.default(NOWHERE),
      shippedAt: instant,
      promisedAt: instant,
      etaAt: instant,
      known: z
        .object({ milestone: text, city: text.nullable(), description: z.string().max(1000).nullable() })
        .nullable()
        .default(null),
      trouble: z.string().max(1000).nullable().default(null),
      knownAt: instant,
    })
    .prefault({}),
});

export function toRegistration(body: z.infer<typeof registrationBody>): DemoRegistration {
  return {
    trackingCode: body.tracking_code,
    carrier: body.carrier,
    reference: body.reference,
    ...body.demo,
  };
}

/** A registration as it goes over the wire. */
export function registrationJson(registration: DemoRegistration): z.input<typeof registrationBody> {
  const { trackingCode, carrier, reference, ...demo } = registration;
  return { tracking_code: trackingCode, carrier, reference, demo };
}

export const settingsBody = z
  .object({
    speed: z.number().min(1).max(600),
    delays: z.boolean(),
    losses: z.boolean(),
    outage: z.boolean(),
    hubOutage: z.boolean(),
    strike: z.boolean(),
    lostTruck: z.boolean(),
  })
  .partial();
