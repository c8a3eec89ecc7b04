export { cancelWarehouseOrders, cancelWarehouseOrdersOf } from './cancel.service.ts';
