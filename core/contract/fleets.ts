import { z } from 'zod';
import { reads, writes } from './base.ts';

const code = z.string().trim().min(1).max(60);
const minutes = z.number().int().min(0).max(1440);
/** Minutes after midnight; a shift may end on the next day. */
const shiftMinutes = z.number().int().min(0).max(2880);
const limit = z.number().int().min(1).nullable().default(null);

/** A pause that begins between two times of day. */
export const vehicleBreak = z.object({
  fromMinutes: shiftMinutes,
  toMinutes: shiftMinutes,
  minutes: z.number().int().min(1).max(480),
});

/** A kind of vehicle with its driver's working day. A capacity or limit of null does not bind. */
export const vehicleTypeDraft = z.object({
  code,
  name: z.string().trim().min(1).max(120),
  capacityWeightGrams: limit,
  capacityVolumeMillilitres: limit,
  capacityPallets: z.number().positive().nullable().default(null),
  shiftFromMinutes: shiftMinutes.default(480),
  shiftToMinutes: shiftMinutes.default(1080),
  breaks: z.array(vehicleBreak).max(4).default([]),
  maxStops: limit,
  maxDistanceMetres: limit,
  maxDurationSeconds: limit,
  /** Electric: what one charge lasts for. */
  rangeMetres: limit,
  fixedCostMinor: z.number().int().min(0).default(0),
  costPerKmMinor: z.number().min(0).default(0),
  costPerHourMinor: z.number().min(0).default(0),
  overtimeAfterSeconds: limit,
  /** On top of the hour's cost. */
  overtimePerHourMinor: z.number().min(0).default(0),
  currency: z.string().length(3).default('EUR'),
  speedPercent: z.number().int().min(10).max(300).default(100),
  co2GramsPerKm: z.number().min(0).default(0),
  skills: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  /** How many stand at which depot. */
  vehicles: z
    .array(z.object({ facility: code, count: z.number().int().min(0).max(10_000) }))
    .max(1000)
    .default([]),
});
export type VehicleTypeDraft = z.infer<typeof vehicleTypeDraft>;

export const vehicleTypeView = vehicleTypeDraft.extend({ id: z.number().int() });
export type VehicleTypeView = z.infer<typeof vehicleTypeView>;

export const driverDraft = z.object({
  code,
  name: z.string().trim().min(1).max(120),
  /** Depot where the day begins; null = any. */
  facility: code.nullable().default(null),
  phone: z.string().max(60).nullable().default(null),
  active: z.boolean().default(true),
});
export type DriverDraft = z.infer<typeof driverDraft>;
export const driverView = driverDraft.extend({ id: z.number().int() });
export type DriverView = z.infer<typeof driverView>;

/** `weekday`: 0 = Monday. A day without an entry is closed; a facility without any has no hours of its own. */
export const openingHours = z
  .array(z.object({ weekday: z.number().int().min(0).max(6), fromMinutes: minutes, toMinutes: minutes }))
  .max(42);
export type OpeningHours = z.infer<typeof openingHours>;

export const fleetsContract = {
  vehicleTypes: reads('network:read').output(z.array(vehicleTypeView)),
  /**
   * Creates a vehicle type, or changes the one with this id.
   * @throws CONFLICT `codeTaken`, `unknownFacility`, `shiftEndsBeforeItBegins`
   */
  saveVehicleType: writes('routes:plan')
    .input(vehicleTypeDraft.extend({ id: z.number().int().optional() }))
    .output(vehicleTypeView),
  /** Plans keep the vehicles that they were made with. */
  removeVehicleType: writes('routes:plan')
    .input(z.object({ id: z.number().int() }))
    .output(z.object({})),
  drivers: reads('network:read').output(z.array(driverView)),
  /** @throws CONFLICT `codeTaken`, `unknownFacility` */
  saveDriver: writes('routes:plan')
    .input(driverDraft.extend({ id: z.number().int().optional() }))
    .output(driverView),
  /** A driver who is named by a plan becomes inactive instead. */
  removeDriver: writes('routes:plan')
    .input(z.object({ id: z.number().int() }))
    .output(z.object({})),
  openingHours: reads('network:read')
    .input(z.object({ facility: code }))
    .output(openingHours),
  /** @throws CONFLICT `hoursOverlap` */
  saveOpeningHours: writes('routes:plan')
    .input(z.object({ facility: code, hours: openingHours }))
    .output(z.object({})),
};
