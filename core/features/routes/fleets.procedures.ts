import { os } from '../procedures.ts';
import { findDrivers, findFleet } from './fleets.queries.ts';
import {
  removeDriver,
  removeVehicleType,
  saveDriver,
  saveOpeningHours,
  saveVehicleType,
  showOpeningHours,
} from './fleets.service.ts';

export const fleetsProcedures = {
  vehicleTypes: os.fleets.vehicleTypes.handler(({ context }) => findFleet(context.db)),
  saveVehicleType: os.fleets.saveVehicleType.handler(({ context, input }) => saveVehicleType(context, input)),
  removeVehicleType: os.fleets.removeVehicleType.handler(async ({ context, input }) => {
    await removeVehicleType(context, input.id);
    return {};
  }),
  drivers: os.fleets.drivers.handler(({ context }) => findDrivers(context.db)),
  saveDriver: os.fleets.saveDriver.handler(({ context, input }) => saveDriver(context, input)),
  removeDriver: os.fleets.removeDriver.handler(async ({ context, input }) => {
    await removeDriver(context, input.id);
    return {};
  }),
  openingHours: os.fleets.openingHours.handler(({ context, input }) =>
    showOpeningHours(context, input.facility),
  ),
  saveOpeningHours: os.fleets.saveOpeningHours.handler(async ({ context, input }) => {
    await saveOpeningHours(context, input);
    return {};
  }),
};
