type Payload = Record<string, unknown>;

const MASK = '••••••';

/** A payload of which some words (a pick-up code) are for the addressee's eyes alone. */
export function confidential(payload: Payload, words: readonly string[]): Payload {
  return { ...payload, confidential: words };
}

function wordsOf({ confidential: words }: Payload): readonly string[] {
  return Array.isArray(words) ? words.filter((word): word is string => typeof word === 'string') : [];
}

/** What is sent. */
export function forAddressee({ confidential: _words, ...payload }: Payload): Payload {
  return payload;
}

/** What anybody else may see: the outbox, and what is kept of a message once it is delivered. */
export function forOthers(payload: Payload): Payload {
  const words = wordsOf(payload);
  return words.length === 0 ? payload : (masked(forAddressee(payload), words) as Payload);
}

function masked(value: unknown, words: readonly string[]): unknown {
  if (typeof value === 'string') return words.reduce((text, word) => text.replaceAll(word, MASK), value);
  if (Array.isArray(value)) return value.map((one) => masked(one, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner, words)]));
}
