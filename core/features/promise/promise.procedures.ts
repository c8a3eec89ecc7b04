import { os } from '../procedures.ts';
import { listBackOrders } from './back-orders.queries.ts';
import { convertHold } from './convert.service.ts';
import { holdPromise, releaseHold } from './hold.service.ts';
import { listHolds } from './holds.queries.ts';
import { readPromiseSettings } from './network.queries.ts';
import { quotePromise } from './quote.service.ts';
import { saveCalendar, savePromiseSettings, workCalendars } from './settings.service.ts';

export const promiseProcedures = {
  quote: os.promise.quote.handler(({ context, input }) => quotePromise(context, input)),
  hold: os.promise.hold.handler(({ context, input }) => holdPromise(context, input)),
  release: os.promise.release.handler(({ context, input }) => releaseHold(context, input.reference)),
  convert: os.promise.convert.handler(({ context, input }) => convertHold(context, input)),
  holds: os.promise.holds.handler(({ context, input }) => listHolds(context.db, input)),
  backOrders: os.promise.backOrders.handler(({ context, input }) => listBackOrders(context.db, input)),
  settings: os.promise.settings.handler(({ context }) => readPromiseSettings(context.db)),
  saveSettings: os.promise.saveSettings.handler(({ context, input }) => savePromiseSettings(context, input)),
  calendars: os.promise.calendars.handler(({ context }) => workCalendars(context)),
  saveCalendar: os.promise.saveCalendar.handler(({ context, input }) => saveCalendar(context, input)),
};
