export { entityJournal, listJournal } from './journal.queries.ts';
export { type Command, type JournalRecord, publishChanges, runCommand } from './journal.service.ts';
