import { os } from '../procedures.ts';
import { closeOrders, readClosing, reopenOrders, saveClosing } from './closing.service.ts';
import { orderDetail } from './order-detail.ts';
import { orderListProcedures } from './order-list.procedures.ts';
import {
  cancelOrders,
  editOrderAddress,
  holdOrders,
  releaseOrders,
  undoOrderCommand,
  unsourceOrders,
} from './orders.service.ts';

export const ordersProcedures = {
  ...orderListProcedures,
  detail: os.orders.detail.handler(({ context, input }) => orderDetail(context, input.number)),
  hold: os.orders.hold.handler(({ context, input }) => holdOrders(context, input.numbers, input.reason)),
  release: os.orders.release.handler(({ context, input }) => releaseOrders(context, input.numbers, input)),
  cancel: os.orders.cancel.handler(({ context, input }) =>
    cancelOrders(context, input.numbers, input.reason),
  ),
  editAddress: os.orders.editAddress.handler(({ context, input }) =>
    editOrderAddress(context, input.number, input.shipTo),
  ),
  close: os.orders.close.handler(({ context, input }) => closeOrders(context, input.numbers)),
  reopen: os.orders.reopen.handler(({ context, input }) => reopenOrders(context, input.numbers)),
  closing: os.orders.closing.handler(({ context }) => readClosing(context)),
  saveClosing: os.orders.saveClosing.handler(({ context, input }) => saveClosing(context, input)),
  unsource: os.orders.unsource.handler(({ context, input }) => unsourceOrders(context, input.numbers)),
  undo: os.orders.undo.handler(({ context, input }) => undoOrderCommand(context, input.commandId)),
};
