import type { RecordProblem } from '../../contract/feed-records.ts';
import type { Segment } from './edi.ts';

/** A problem that still knows its segment and element, for acknowledgements. */
export interface EdiProblem extends RecordProblem {
  segment?: { tag: string; position: number; element: number | null; component: number | null };
}

export interface ProblemPlace {
  segment?: Segment | undefined;
  element?: number;
  component?: number;
  /** Where there is no segment. */
  offset?: number;
  value?: string | null;
}

const MOST_WARNINGS = 100;
const MOST_ERRORS = 500;
const LONGEST_VALUE = 80;

/** Where in a text something stands, as people look for it. One for a text, however many lists of problems it has. */
export class TextLines {
  readonly #text: string;
  #starts: number[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line, or in a text of a single line the character. */
  where(offset: number): string {
    this.#starts ??= lineStarts(this.#text);
    if (this.#starts.length < 2) return `character ${offset + 1}`;
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return `line ${low + 1}`;
  }
}

/** Where lines begin; an empty last line counts as none. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (at + 1 < text.length) starts.push(at + 1);
  }
  return starts;
}

/** What is wrong with a text, in words and with its place; bounded, however bad the text is. */
export class ProblemList {
  readonly #lines: TextLines;
  readonly #items: EdiProblem[] = [];
  #warnings = 0;
  #errors = 0;

  constructor(lines: TextLines) {
    this.#lines = lines;
  }

  warn(code: string, reason: string, place: ProblemPlace = {}): void {
    if (++this.#warnings <= MOST_WARNINGS) this.#items.push(this.#problem('warning', code, reason, place));
  }

  error(code: string, reason: string, place: ProblemPlace = {}): void {
    if (++this.#errors <= MOST_ERRORS) this.#items.push(this.#problem('error', code, reason, place));
  }

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  all(): EdiProblem[] {
    const left = Math.max(0, this.#warnings - MOST_WARNINGS) + Math.max(0, this.#errors - MOST_ERRORS);
    if (left === 0) return [...this.#items];
    const reason = `${left} more remarks of this kind are left out.`;
    return [...this.#items, { severity: 'warning', code: 'moreProblems', reason, place: null, value: null }];
  }

  #problem(severity: 'warning' | 'error', code: string, reason: string, place: ProblemPlace): EdiProblem {
    const { segment, element, component } = place;
    const offset = segment?.offset ?? place.offset;
    const parts = [
      segment ? `segment ${segment.position} (${segment.tag})` : null,
      element ? `element ${element}` : null,
      component ? `component ${component}` : null,
      offset === undefined ? null : this.#lines.where(offset),
    ].filter((part) => part !== null);
    return {
      severity,
      code,
      reason,
      place: parts.length > 0 ? parts.join(', ') : null,
      value: place.value ? place.value.slice(0, LONGEST_VALUE) : null,
      ...(segment && {
        segment: {
          tag: segment.tag,
          position: segment.position,
          element: element ?? null,
          component: component ?? null,
        },
      }),
    };
  }
}

/** The problem as it is stored and shown. */
export function plainProblem(problem: EdiProblem): RecordProblem {
  const { severity, code, reason, place, value } = problem;
  return { severity, code, reason, place, value };
}
