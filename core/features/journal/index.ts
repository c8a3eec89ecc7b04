export { entityJournal, listJournal } from './journal.queries.ts';
export {
  type Command,
  type JournalRecord,
  publishChanges,
  runCommand,
  tryCommand,
  writeJournal,
} from './journal.service.ts';
