export { type RoundSheetsRequest, writeRoundSheets } from './round-sheets.service.ts';
