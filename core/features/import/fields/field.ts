import type { FIELD_TYPES, ImportKind } from '../../../contract/import.ts';

export type FieldType = (typeof FIELD_TYPES)[number];

/** A field of the model: what a column may fill, and the headers by which people call it. */
export interface Field {
  readonly key: string;
  readonly type: FieldType;
  readonly label: string;
  readonly help: string;
  /** Headers in English, French, German, Spanish and Italian; compared without case, accents and punctuation. */
  readonly synonyms: readonly string[];
  /** Our words for a choice, each with the words that files use for it. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  readonly example: string;
  /** Figures must not be below zero. */
  readonly notNegative?: boolean;
  /** Unit of figures that bring none. */
  readonly unit?: string;
}

/** What a row of a kind consists of. */
export interface KindDefinition {
  readonly kind: ImportKind;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Fields that are typical of the kind: the more of them a file has, the surer it is of this kind. */
  readonly typical: readonly string[];
  /** Fields that headers as bare as `code` and `name` mean in a file of this kind. */
  readonly bare: { readonly code: string; readonly name?: string };
  /** Words in a file's or sheet's name. */
  readonly fileWords: readonly string[];
}

/** Words separated by commas, over as many lines as needed. */
export function wordList(words: string): string[] {
  return words.split(',').map((word) => word.replace(/\s+/g, ' ').trim());
}
