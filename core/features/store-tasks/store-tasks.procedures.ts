import { os } from '../procedures.ts';
import { acceptTask } from './accept.service.ts';
import { handOver, makeReady, renewCode } from './collect.service.ts';
import { declineTask } from './decline.service.ts';
import { expireTask } from './expire.service.ts';
import { listTasks, readCollectSettings, saveCollectSettings } from './tasks.service.ts';

export const storeTasksProcedures = {
  settings: os.storeTasks.settings.handler(({ context, input }) =>
    readCollectSettings(context, input.facility),
  ),
  saveSettings: os.storeTasks.saveSettings.handler(({ context, input }) =>
    saveCollectSettings(context, input),
  ),
  list: os.storeTasks.list.handler(({ context, input }) => listTasks(context, input)),
  accept: os.storeTasks.accept.handler(({ context, input }) => acceptTask(context, input)),
  decline: os.storeTasks.decline.handler(({ context, input }) => declineTask(context, input)),
  ready: os.storeTasks.ready.handler(({ context, input }) => makeReady(context, input)),
  renewCode: os.storeTasks.renewCode.handler(({ context, input }) => renewCode(context, input)),
  handOver: os.storeTasks.handOver.handler(({ context, input }) => handOver(context, input)),
  expire: os.storeTasks.expire.handler(({ context, input }) => expireTask(context, input)),
};
