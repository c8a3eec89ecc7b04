import { os } from '../procedures.ts';
import {
  previewValidation,
  readCredit,
  saveValidationSettings,
  setCredit,
  validateOrders,
  validationRules,
} from './validation.service.ts';

export const validationProcedures = {
  settings: os.validation.settings.handler(({ context }) => validationRules(context)),
  saveSettings: os.validation.saveSettings.handler(({ context, input }) =>
    saveValidationSettings(context, input),
  ),
  preview: os.validation.preview.handler(({ context, input }) => previewValidation(context, input)),
  validate: os.validation.validate.handler(({ context, input }) => validateOrders(context, input.numbers)),
  credit: os.validation.credit.handler(({ context, input }) => readCredit(context, input.customer)),
  setCredit: os.validation.setCredit.handler(({ context, input }) => setCredit(context, input)),
};
