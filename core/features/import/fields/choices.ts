import type { Field } from './field.ts';
import { squeezed, toWords } from './words.ts';

const tables = new Map<string, Map<string, string>>();

function tableOf(field: Field): Map<string, string> {
  let table = tables.get(field.key);
  if (table) return table;
  table = new Map();
  for (const [choice, words] of Object.entries(field.choices ?? {})) {
    for (const word of [choice, ...words]) {
      const key = squeezed(toWords(word));
      if (!table.has(key)) table.set(key, choice);
    }
  }
  tables.set(field.key, table);
  return table;
}

/** Our word for a file's word of a choice field; null when it is none that is known. */
export function choiceOf(field: Field, text: string): string | null {
  return tableOf(field).get(squeezed(toWords(text))) ?? null;
}
