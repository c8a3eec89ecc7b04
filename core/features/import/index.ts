export {
  applyImported,
  applyImportedOrders,
  type ImportedCommand,
  type ImportedLine,
  type ImportedOrder,
  type ImportedOutcome,
  type ImportedRow,
  openDirectory,
} from './apply/apply-imported.ts';
export type { Directory } from './apply/directory.ts';
export { matchLines, type StoredLine } from './apply/match-lines.ts';
export { mergeRows } from './apply/merge.queries.ts';
export { MERGE } from './apply/merge-specs.ts';
export { choiceOf } from './fields/choices.ts';
export type { Field } from './fields/field.ts';
export { fieldOf } from './fields/kinds.ts';
export { defineImportJobs } from './import.jobs.ts';
export { importProcedures } from './import.procedures.ts';
export { type ImportProgress, type RunImportOptions, runImport as importFiles } from './import.service.ts';
export { groupLines } from './lines/group-lines.ts';
export type { LineRow } from './lines/order-group.ts';
export { createServiceJudge } from './lines/service-codes.ts';
export { headerSignature } from './mapping/signature.ts';
export { planTable } from './plan.ts';
export { CsvSplitter } from './readers/csv-records.ts';
export { detectEncoding } from './readers/encoding.ts';
export { openTables } from './readers/open-table.ts';
export { type Cell, type RowBatch, type TableSource, UnreadableFileError } from './readers/table-source.ts';
export {
  createRowReader,
  isRowIssue,
  mappingProblems,
  type RowIssue,
  type RowReader,
  type RowRecord,
} from './rows/row-reader.ts';
export { type DateOrder, parseInstant } from './values/dates.ts';
