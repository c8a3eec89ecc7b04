import { z } from 'zod';
import { reads, writes } from './base.ts';

/** The demo carriers' server: how fast its time runs and what goes wrong there. */
export const demoCarriers = z.object({
  running: z.boolean(),
  feedId: z.number().int().nullable(),
  /** Simulated seconds a second. */
  speed: z.number().min(1).max(600),
  switches: z.object({
    /** Scans and deliveries come late. */
    delays: z.boolean(),
    /** Some parcels are lost. */
    losses: z.boolean(),
    /** The server answers with errors or not at all. */
    outage: z.boolean(),
    /** The fullest hub is closed. */
    hubOutage: z.boolean(),
    /** The carrier with most parcels is on strike. */
    strike: z.boolean(),
    /** The truck with most parcels on it is missing; it stays so. */
    lostTruck: z.boolean(),
  }),
  shipments: z.number().int(),
});
export type DemoCarriers = z.infer<typeof demoCarriers>;

export const demoCarriersContract = {
  demoCarriers: reads('feeds:read').output(demoCarriers),
  /** Starts (or stops) the demo carriers' server with its feed, or changes its time and its troubles. */
  setDemoCarriers: writes('feeds:manage')
    .input(
      z.object({
        running: z.boolean().optional(),
        speed: z.number().min(1).max(600).optional(),
        switches: demoCarriers.shape.switches.partial().optional(),
      }),
    )
    .output(demoCarriers),
};
