import type { Row } from './values.ts';

/** A sign-in and what was learned with it. */
export interface Session {
  userId: number;
  authorization: string;
  /** Sent with every call: company, language, groups. */
  context: Row;
  /** Fields of the models that we use; a model that is missing is not installed there. */
  schema: ReadonlyMap<string, ReadonlySet<string>>;
  /** ISO code of the company's currency; null when Tryton does not say. */
  currency: string | null;
  version: string;
}

const MOST_SESSIONS = 50;
const sessions = new Map<string, Session>();

/** A session that is still believed to be good: a pull every few seconds must not sign in every time. */
export function keptSession(key: string): Session | undefined {
  return sessions.get(key);
}

export function keepSession(key: string, session: Session): void {
  sessions.delete(key);
  sessions.set(key, session);
  const [oldest] = sessions.keys();
  if (sessions.size > MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
}

/** Forgets a session, unless another one has taken its place. */
export function dropSession(key: string, session: Session): void {
  if (sessions.get(key) === session) sessions.delete(key);
}
