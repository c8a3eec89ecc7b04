export { type HistoryFile, HistoryFileError, readHistoryFile } from './history-file/read-history-file.ts';
export { ROLES, type Role } from './history-file/roles.ts';
