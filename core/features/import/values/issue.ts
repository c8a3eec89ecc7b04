/** Why a value could not be understood: a code for programs, a sentence for people. */
export class Issue {
  readonly code: string;
  readonly reason: string;
  constructor(code: string, reason: string) {
    this.code = code;
    this.reason = reason;
  }
}

/** A value as people would quote it: trimmed, on one line, not longer than they can read. */
export function shown(value: unknown): string {
  const text = String(value).slice(0, 1000).replace(/\s+/g, ' ').trim();
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
