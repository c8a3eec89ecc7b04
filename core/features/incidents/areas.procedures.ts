import { os } from '../procedures.ts';
import { findAreas } from './areas.queries.ts';
import { drawArea, removeArea } from './areas.service.ts';

export const areasProcedures = {
  list: os.incidentAreas.list.handler(({ context }) => findAreas(context.db.read, context.clock())),
  draw: os.incidentAreas.draw.handler(({ context, input }) => drawArea(context, input)),
  remove: os.incidentAreas.remove.handler(async ({ context, input }) => {
    await removeArea(context, input.id);
    return {};
  }),
};
