import type { SecretAnswer, SecretQuestion } from '../../contract/desktop.ts';
import type { SecretStore } from '../../features/secrets.ts';

const PATIENCE_MS = 60_000;

/** Secrets that the desktop shell keeps in the system's keychain: asked for over the core's line to it. */
export class ShellSecrets implements SecretStore {
  readonly #ask: (question: SecretQuestion) => void;
  readonly #waiting = new Map<number, (answer: SecretAnswer) => void>();
  #last = 0;

  constructor(ask: (question: SecretQuestion) => void) {
    this.#ask = ask;
  }

  /** The shell's answer. */
  hear(answer: SecretAnswer): void {
    this.#waiting.get(answer.request)?.(answer);
  }

  async get(name: string): Promise<string | null> {
    return (await this.#question({ action: 'get', name })).value ?? null;
  }

  async set(name: string, value: string): Promise<void> {
    await this.#question({ action: 'set', name, value });
  }

  async delete(name: string): Promise<void> {
    await this.#question({ action: 'delete', name });
  }

  async names(prefix: string): Promise<string[]> {
    return (await this.#question({ action: 'names', name: prefix })).names ?? [];
  }

  #question(question: Pick<SecretQuestion, 'action' | 'name' | 'value'>): Promise<SecretAnswer> {
    const request = ++this.#last;
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => {
        this.#waiting.delete(request);
        reject(new Error('The system’s keychain did not answer.'));
      }, PATIENCE_MS);
      this.#waiting.set(request, (answer) => {
        clearTimeout(patience);
        this.#waiting.delete(request);
        if (answer.refusal === undefined) resolve(answer);
        else reject(new Error(answer.refusal));
      });
      this.#ask({ type: 'secret', request, ...question });
    });
  }
}
