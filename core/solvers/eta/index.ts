export {
  type Backtest,
  type BacktestOptions,
  type BacktestReport,
  backtest,
  type GroupMeasures,
  laneOf,
  METHODS,
  type Method,
  type MethodMeasures,
  ThinHistoryError,
} from './backtest.ts';
export { type CategoryColumn, DAY_MS, type NumberColumn, type ShipmentHistory } from './history.ts';
export type { CalibrationBin, ErrorMeasures, LateMeasures } from './measures.ts';
