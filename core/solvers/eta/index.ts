export {
  type ArrivalForecast,
  type ArrivalOracle,
  forecastArrival,
  openArrivalModel,
  type UnderWay,
} from './arrival-forecast.ts';
export {
  type ArrivalModel,
  type ArrivalReport,
  learnArrivals,
  type ScanHistory,
} from './arrival-model.ts';
export {
  type Backtest,
  type BacktestOptions,
  type BacktestReport,
  backtest,
} from './backtest.ts';
export { type GroupMeasures, laneOf, METHODS, type Method, type MethodMeasures } from './comparison.ts';
export { type CategoryColumn, DAY_MS, type NumberColumn, type ShipmentHistory } from './history.ts';
export { JOURNEY_LEVELS, type JourneyLevel, scanStart } from './journey.ts';
export { type CalibrationBin, type ErrorMeasures, errorMeasures, type LateMeasures } from './measures.ts';
export { LEAST_SHIPMENTS, ThinHistoryError } from './thin-history.ts';
