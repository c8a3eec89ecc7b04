export type { Cell } from './cells.ts';
export { csvLine, csvStyle } from './csv.ts';
export { writeExportTask } from './export.worker.ts';
export { exportsProcedures } from './exports.procedures.ts';
export { defineExportJob, findExportedFile, makeExportFile, writeTableFile } from './exports.service.ts';
