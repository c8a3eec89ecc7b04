import { z } from 'zod';

/** The one milestone model into which every carrier's statuses are mapped, in their usual order. */
export const MILESTONES = [
  'booked',
  'pickedUp',
  'inTransit',
  'atHub',
  'customs',
  'outForDelivery',
  'attemptFailed',
  'availableForPickup',
  'delivered',
  'exception',
  'returned',
] as const;
export const milestone = z.enum(MILESTONES);
export type Milestone = z.infer<typeof milestone>;

/** What kind of exception a carrier reports. */
export const EXCEPTION_KINDS = [
  'delayed',
  'lost',
  'damaged',
  'address',
  'refused',
  'customs',
  'weather',
  'declined',
  'cancelled',
  'other',
] as const;
export const exceptionKind = z.enum(EXCEPTION_KINDS);
export type ExceptionKind = z.infer<typeof exceptionKind>;
