import { z } from 'zod';
import { byId, instant, reads, writes } from './base.ts';

const integer = z.number().int();

export const AREA_RADIUS_METRES = { least: 1_000, most: 1_000_000 } as const;

/** A circle on the map that is known to make trouble, until when. */
const areaShape = {
  name: z.string().trim().min(1).max(80),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  radiusMetres: integer.min(AREA_RADIUS_METRES.least).max(AREA_RADIUS_METRES.most),
  until: instant,
};

export const areaDraft = z.object(areaShape);
export type AreaDraft = z.infer<typeof areaDraft>;

export const areaView = z.object({ id: integer, ...areaShape, drawnBy: z.string(), drawnAt: instant });
export type AreaView = z.infer<typeof areaView>;

export const incidentAreasContract = {
  /** Those in force. */
  list: reads('orders:read').output(z.array(areaView)),
  /** Becomes a shared cause with what is in trouble inside. @throws CONFLICT `over` when it would have ended already */
  draw: writes('orders:write')
    .input(areaDraft)
    .output(z.object({ id: integer })),
  /** What was inside is on its own again. @throws NOT_FOUND */
  remove: writes('orders:write').input(byId).output(z.object({})),
};
