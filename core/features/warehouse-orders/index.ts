export { freeShort } from './free-short.ts';
export { WAREHOUSE_ORDER } from './warehouse-order.ts';
export { warehouseFeeds, warehouseOrders } from './warehouse-orders.service.ts';
