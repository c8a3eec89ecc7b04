import { os } from '../../features/procedures.ts';
import { requestLabels } from './labels.service.ts';

export const requestLabelsProcedure = os.packing.requestLabels.handler(({ context, input }) =>
  requestLabels(context, input.shipments),
);
