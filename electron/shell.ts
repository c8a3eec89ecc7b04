import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, session, type WebContents } from 'electron';
import type { CoreState } from '../core/contract/desktop.ts';
import { showAbout } from './about.ts';
import { CoreProcess, type CoreWorkspace } from './core-process.ts';
import { Dialogs } from './dialogs.ts';
import { fill } from './fill.ts';
import { answer, notify } from './ipc.ts';
import type { LaunchOptions } from './launch-options.ts';
import { showMenu } from './menu.ts';
import { showNotification } from './notifications.ts';
import { paths } from './paths.ts';
import { servePages } from './protocol.ts';
import { answerSecret } from './secret-answers.ts';
import { Secrets } from './secrets.ts';
import { denyPermissions } from './security.ts';
import { ShellStateFile } from './shell-state.ts';
import { pickLanguage, type Texts, texts } from './texts.ts';
import { bringToFront, createWindow, PARTITION } from './window.ts';

/** The desktop application: one window, one core, and the services between them. */
export class Shell {
  readonly #state = new ShellStateFile(app.getPath('userData'));
  readonly #dialogs = new Dialogs(() => this.#texts());
  readonly #secrets = new Secrets(
    join(app.getPath('userData'), 'secrets.json'),
    () => this.#texts().failure.noKeychain,
  );
  readonly #core = new CoreProcess(
    { entry: paths.core, resources: paths.resources, userData: app.getPath('userData') },
    {
      onState: (state) => this.#onCoreState(state),
      tooManyDeaths: (count) => fill(this.#texts().failure.diedTooOften, { count }),
      onSecret: (question) => answerSecret(this.#secrets, question),
    },
  );

  readonly #dataFolder: string;

  /** @param dataFolder where workspaces lie that nobody named a place for */
  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
  }

  /** Call once, when the app is ready. */
  start(options: LaunchOptions): void {
    nativeTheme.themeSource = this.#state.current.colourScheme;
    const pages = session.fromPartition(PARTITION);
    denyPermissions(pages);
    denyPermissions(session.defaultSession);
    servePages(pages, paths.renderer, (fileId) => this.#core.findMadeFile(fileId));
    this.#answerPage();
    this.#drawMenu();
    void this.#core.open(this.#firstWorkspace(options));
    this.showWindow();
  }

  /** The window, in front; opened if there is none. */
  showWindow(): BrowserWindow {
    const [existing] = BrowserWindow.getAllWindows();
    if (existing) {
      bringToFront(existing);
      return existing;
    }
    const window = createWindow(this.#state);
    window.webContents.on('did-finish-load', () => this.#core.connect(window.webContents));
    return window;
  }

  /** Another start of the program, or the system, hands over what to open. */
  handOver({ workspace, demo }: LaunchOptions): void {
    this.showWindow();
    if (workspace || demo) void this.#core.open({ path: workspace ?? this.#demoWorkspace(), demo });
  }

  stop(): Promise<void> {
    return this.#core.stop();
  }

  #firstWorkspace({ workspace, demo }: LaunchOptions): CoreWorkspace {
    const remembered = this.#state.current.workspace;
    if (workspace) return { path: workspace, demo };
    if (demo) return { path: this.#demoWorkspace(), demo };
    return {
      path: remembered && existsSync(remembered) ? remembered : this.#inDataFolder('workspace.vigie'),
      demo,
    };
  }

  #demoWorkspace(): string {
    return this.#inDataFolder('demo.vigie');
  }

  #inDataFolder(name: string): string {
    mkdirSync(this.#dataFolder, { recursive: true });
    return join(this.#dataFolder, name);
  }

  #texts(): Texts {
    return texts[pickLanguage(this.#state.current.language, app.getLocale())];
  }

  #onCoreState(state: CoreState): void {
    if (state.state === 'ready') {
      this.#dialogs.remember(state.workspace);
      this.#state.update({ workspace: state.workspace });
    }
    for (const window of BrowserWindow.getAllWindows()) {
      notify(window.webContents, 'vigie:core-state', state);
      if (state.state === 'ready' && !window.webContents.isLoading()) this.#core.connect(window.webContents);
    }
  }

  async #openWorkspace(window: BrowserWindow, mode: 'open' | 'create'): Promise<string | null> {
    const path = await this.#dialogs.workspace(window, mode);
    if (path) await this.#core.open({ path, demo: false });
    return path;
  }

  #drawMenu(): void {
    showMenu(this.#texts(), {
      command: (command) => notify(this.showWindow().webContents, 'vigie:menu', command),
      openWorkspace: (mode) => void this.#openWorkspace(this.showWindow(), mode),
      showWorkspace: () => void this.#dialogs.showInFolder(this.#state.current.workspace ?? ''),
      about: () => void showAbout(BrowserWindow.getFocusedWindow(), this.#texts()),
    });
  }

  #answerPage(): void {
    const windowOf = (sender: WebContents) => BrowserWindow.fromWebContents(sender) ?? this.showWindow();
    answer('files:open', ([{ purpose, multiple }], sender) =>
      this.#dialogs.openFiles(windowOf(sender), purpose, multiple),
    );
    answer('files:save', ([{ suggestedName }], sender) =>
      this.#dialogs.saveFile(windowOf(sender), suggestedName),
    );
    answer('files:show', ([path]) => this.#dialogs.showInFolder(path));
    answer('files:dropped', ([path]) => this.#dialogs.remember(path));
    answer('workspace:open', ([mode], sender) => this.#openWorkspace(windowOf(sender), mode));
    answer('secrets:set', ([name, value]) => this.#secrets.set(name, value));
    answer('secrets:has', ([name]) => this.#secrets.has(name));
    answer('secrets:delete', ([name]) => this.#secrets.delete(name));
    answer('shell:language', ([language]) => {
      this.#state.update({ language });
      this.#drawMenu();
    });
    answer('shell:scheme', ([colourScheme]) => {
      this.#state.update({ colourScheme });
      nativeTheme.themeSource = colourScheme;
    });
    answer('shell:notify', ([request]) =>
      showNotification(request, () =>
        notify(this.showWindow().webContents, 'vigie:notification', request.link),
      ),
    );
    answer('core:state', () => this.#core.state);
    answer('core:restart', () => void this.#core.restart());
    answer('core:port', (_args, sender) => this.#core.connect(sender));
  }
}
