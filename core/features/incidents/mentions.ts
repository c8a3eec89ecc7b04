/** A name after an @ that begins a word; e-mail addresses name nobody. */
const MENTION = /(?<![\p{L}\p{N}._@-])@([\p{L}\p{N}][\p{L}\p{N}._-]*)/gu;

/** What somebody is called after an @: `Zoé Martin` is `zoé.martin`. */
export function mentionName(person: string): string {
  return person.trim().toLowerCase().replaceAll(/\s+/g, '.');
}

/** Whom a comment names, each once. */
export function namedIn(note: string): string[] {
  const names = [...note.matchAll(MENTION)].map(([, name = '']) => mentionName(name.replace(/[._-]+$/, '')));
  return [...new Set(names)];
}
