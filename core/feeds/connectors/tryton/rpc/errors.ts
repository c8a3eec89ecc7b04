import { FeedFaultError } from '../../../connector.ts';

/** A rule of the business or of access rights says no; the message is Tryton's own and is for people. */
export class TrytonUserError extends FeedFaultError {
  constructor(message: string, description: string) {
    super('trytonRefuses', `Tryton refuses: ${[message, description].filter(Boolean).join(' ')}`, {
      temporary: false,
    });
    this.name = 'TrytonUserError';
  }
}

/** Tryton wants a yes first. Nothing has happened; `warning` is the name under which a yes is recorded. */
export class TrytonUserWarning extends FeedFaultError {
  readonly warning: string;

  constructor(warning: string, message: string, description: string) {
    super('trytonWarns', `Tryton asks: ${[message, description].filter(Boolean).join(' ')}`, {
      action: 'Confirm it in Tryton, or let this feed accept warnings.',
      temporary: false,
    });
    this.name = 'TrytonUserWarning';
    this.warning = warning;
  }
}

/** Somebody changed the record since it was read. */
export class TrytonConcurrencyError extends FeedFaultError {
  constructor() {
    super('changedMeanwhile', 'Somebody changed it in Tryton at the same moment.', {
      action: 'Nothing to do: it is read again and tried again.',
    });
    this.name = 'TrytonConcurrencyError';
  }
}

/** The database gave up because of another transaction; the whole call was rolled back. */
export class TrytonConflictError extends FeedFaultError {
  constructor() {
    super('databaseBusy', 'Tryton’s database was busy with another change.', {
      action: 'Nothing to do: it is tried again.',
    });
    this.name = 'TrytonConflictError';
  }
}

const CONFLICTS =
  /database is locked|could not serialize access|could not obtain lock|deadlock detected|lock timeout/i;
const SHOWN = 300;

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The `error` of an answer as an error of ours; whatever stands in it. */
export function errorOf(error: unknown): FeedFaultError {
  const [kind, detail] = Array.isArray(error) ? (error as unknown[]) : [error];
  const parts = Array.isArray(detail) ? (detail as unknown[]) : [detail];
  switch (kind) {
    case 'UserError':
      return new TrytonUserError(text(parts[0]), text(parts[1]));
    case 'UserWarning':
      return new TrytonUserWarning(text(parts[0]), text(parts[1]), text(parts[2]));
    case 'ConcurrencyException':
      return new TrytonConcurrencyError();
    case 'LoginException':
      return new FeedFaultError('signInNeedsMore', `Tryton wants more than a password: ${text(parts[1])}`, {
        action: 'Use a user who signs in with a password only.',
        temporary: false,
      });
    default:
      return untyped(text(kind));
  }
}

function untyped(message: string): FeedFaultError {
  if (CONFLICTS.test(message)) return new TrytonConflictError();
  const line = message.replace(/\s+/g, ' ').trim().slice(0, SHOWN);
  if (/Database '.*' doesn't exist|database ".*" does not exist/i.test(message)) {
    return new FeedFaultError('unknownDatabase', 'Tryton has no database of that name.', {
      action: 'Check the name of the database.',
      temporary: false,
    });
  }
  if (/^'[\w.]+'$/.test(line)) {
    return new FeedFaultError('unknownInTryton', `Tryton does not know ${line}.`, {
      action: 'Check that the module that brings it is activated.',
      temporary: false,
    });
  }
  return new FeedFaultError('trytonFailed', `Tryton failed: ${line || 'it does not say why'}`);
}
