export { type HistoryFile, HistoryFileError, readHistoryFile } from './read-history-file.ts';
export { ROLES, type Role } from './roles.ts';
