export { entityJournal, listJournal } from './journal.queries.ts';
export {
  type Command,
  type JournalRecord,
  publishChanges,
  runCommand,
  writeJournal,
} from './journal.service.ts';
