import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { colourScheme, language } from '../core/contract/desktop.ts';

const bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type Bounds = z.infer<typeof bounds>;

const shellState = z.object({
  window: bounds.extend({ maximized: z.boolean() }).nullable().catch(null).default(null),
  workspace: z.string().nullable().catch(null).default(null),
  language: language.nullable().catch(null).default(null),
  colourScheme: colourScheme.catch('system').default('system'),
});
export type ShellState = z.infer<typeof shellState>;

/** What the shell remembers between starts, in one small file. A file that cannot be read counts as empty. */
export class ShellStateFile {
  readonly #file: string;
  #state: ShellState;

  constructor(userData: string) {
    this.#file = join(userData, 'shell.json');
    this.#state = this.#read();
  }

  get current(): Readonly<ShellState> {
    return this.#state;
  }

  update(change: Partial<ShellState>): void {
    this.#state = { ...this.#state, ...change };
    const temporary = `${this.#file}.new`;
    writeFileSync(temporary, JSON.stringify(this.#state, null, 2));
    renameSync(temporary, this.#file);
  }

  #read(): ShellState {
    try {
      return shellState.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return shellState.parse({});
    }
  }
}
