export { writeExportTask } from './export.worker.ts';
export { exportsProcedures } from './exports.procedures.ts';
export { defineExportJob, findExportedFile } from './exports.service.ts';
