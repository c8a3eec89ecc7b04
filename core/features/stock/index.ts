export { findProductIds } from './product-ids.queries.ts';
export { stockProcedures } from './stock.procedures.ts';
export { figuresAt } from './stock-figures.ts';
export type { FacilityStock, StockGridApi, StockMatrix } from './stock-grid.ts';
