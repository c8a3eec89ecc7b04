export { requestBooking } from './booking.service.ts';
export { type BookingKind, type BookingPayload, bookingPayload } from './booking.ts';
export { requestLabelsProcedure } from './labels.procedures.ts';
export { registerShipments } from './registration.service.ts';
