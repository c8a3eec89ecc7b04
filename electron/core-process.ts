import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import {
  type CoreState,
  coreToShell,
  type SecretAnswer,
  type SecretQuestion,
  type ShellToCore,
} from '../core/contract/desktop.ts';
import type { MadeFile } from './protocol.ts';
import { RestartPolicy } from './restart-policy.ts';

export interface CoreSettings {
  entry: string;
  resources: string;
  userData: string;
}
export interface CoreWorkspace {
  path: string;
  demo: boolean;
}
export interface CoreListeners {
  onState(state: CoreState): void;
  /** In the user's words, when the core died too often to try again. */
  tooManyDeaths(count: number): string;
  /** The core asks for a secret of a feed. */
  onSecret(question: SecretQuestion): SecretAnswer;
}

const SHUTDOWN_PATIENCE_MILLISECONDS = 8_000;
const ANSWER_PATIENCE_MILLISECONDS = 5_000;

/** The data core's process: started, watched, restarted when it dies, stopped in good order. */
export class CoreProcess {
  readonly #settings: CoreSettings;
  readonly #listeners: CoreListeners;
  readonly #policy = new RestartPolicy();
  readonly #questions = new Map<number, (file: MadeFile | null) => void>();
  #workspace: CoreWorkspace = { path: '', demo: false };
  #state: CoreState = { state: 'starting' };
  #child: UtilityProcess | null = null;
  #retry: NodeJS.Timeout | null = null;
  #lastQuestion = 0;

  constructor(settings: CoreSettings, listeners: CoreListeners) {
    this.#settings = settings;
    this.#listeners = listeners;
  }

  get state(): CoreState {
    return this.#state;
  }

  /** Starts on a workspace; a core that runs on another one is stopped first. */
  async open(workspace: CoreWorkspace): Promise<void> {
    await this.stop();
    this.#workspace = workspace;
    this.#policy.forgive();
    this.#become({ state: 'starting' });
    this.#fork();
  }

  /** Tries again after the core was given up. */
  restart(): Promise<void> {
    return this.open(this.#workspace);
  }

  /** Hands a page its own line to the core; while the core is not ready this does nothing. */
  connect(contents: WebContents): void {
    if (this.#state.state !== 'ready' || !this.#child || contents.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    this.#child.postMessage({ type: 'port' } satisfies ShellToCore, [port1]);
    contents.postMessage('vigie:port', null, [port2]);
  }

  /** Where a file lies that a job made. */
  findMadeFile(fileId: string): Promise<MadeFile | null> {
    const request = ++this.#lastQuestion;
    return new Promise((resolve) => {
      const settle = (file: MadeFile | null) => {
        clearTimeout(patience);
        this.#questions.delete(request);
        resolve(file);
      };
      const patience = setTimeout(() => settle(null), ANSWER_PATIENCE_MILLISECONDS);
      this.#questions.set(request, settle);
      this.#tell({ type: 'file', request, fileId });
    });
  }

  /** Lets the core finish what it is writing; one that does not end is ended. */
  async stop(): Promise<void> {
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
    const child = this.#child;
    if (!child) return;
    this.#child = null;
    await new Promise<void>((resolve) => {
      const patience = setTimeout(() => child.kill(), SHUTDOWN_PATIENCE_MILLISECONDS);
      child.once('exit', () => {
        clearTimeout(patience);
        resolve();
      });
      child.postMessage({ type: 'shutdown' } satisfies ShellToCore);
    });
  }

  #fork(): void {
    const { entry, resources, userData } = this.#settings;
    const child = utilityProcess.fork(entry, [], { serviceName: 'Vigie core', stdio: 'inherit' });
    this.#child = child;
    child.on('message', (message: unknown) => this.#hear(child, message));
    child.once('exit', () => this.#lost(child));
    this.#tell({
      type: 'open',
      workspace: this.#workspace.path,
      demo: this.#workspace.demo,
      resources,
      userData,
    });
  }

  #hear(child: UtilityProcess, message: unknown): void {
    const parsed = coreToShell.safeParse(message);
    if (!parsed.success || child !== this.#child) return;
    const { data } = parsed;
    if (data.type === 'ready') this.#become({ state: 'ready', workspace: data.workspace });
    if (data.type === 'failed') this.#become({ state: 'failed', message: data.message });
    if (data.type === 'secret') this.#tell(this.#listeners.onSecret(data));
    if (data.type === 'file') this.#questions.get(data.request)?.(data.file);
  }

  #lost(child: UtilityProcess): void {
    if (child !== this.#child) return;
    this.#child = null;
    for (const settle of [...this.#questions.values()]) settle(null);
    if (this.#state.state === 'failed') return;
    const verdict = this.#policy.died(Date.now());
    if (!verdict.restart) {
      this.#become({ state: 'failed', message: this.#listeners.tooManyDeaths(verdict.deaths) });
      return;
    }
    this.#become({ state: 'restarting', attempt: verdict.attempt });
    this.#retry = setTimeout(() => this.#fork(), verdict.delayMilliseconds);
  }

  #become(state: CoreState): void {
    this.#state = state;
    this.#listeners.onState(state);
  }

  #tell(message: ShellToCore): void {
    this.#child?.postMessage(message);
  }
}
