import { os } from '../procedures.ts';
import { chooseCarriers, overrideCarrier, showOffers } from './choice.service.ts';
import { saveTerms, showTerms } from './terms.service.ts';

export const carriersProcedures = {
  offers: os.carriers.offers.handler(({ context, input }) => showOffers(context, input.shipments)),
  choose: os.carriers.choose.handler(({ context, input }) => chooseCarriers(context, input)),
  override: os.carriers.override.handler(({ context, input }) => overrideCarrier(context, input)),
  settings: os.carriers.settings.handler(({ context }) => showTerms(context)),
  saveSettings: os.carriers.saveSettings.handler(({ context, input }) => saveTerms(context, input)),
};
