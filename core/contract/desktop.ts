import { z } from 'zod';

/**
 * What the desktop shell offers to the page (`window.vigie`), and what it says to the core process.
 * In a browser `window.vigie` is missing and the page falls back to what browsers offer.
 */

/** What the core process is doing; `failed` = it died too often or could not open the workspace, `message` says why. */
export const coreState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('ready'), workspace: z.string() }),
  z.object({ state: z.literal('restarting'), attempt: z.number().int() }),
  z.object({ state: z.literal('failed'), message: z.string() }),
]);
export type CoreState = z.infer<typeof coreState>;

/** What a native menu asks the page to do. */
export const MENU_COMMANDS = [
  'import',
  'export',
  'palette',
  'settings',
  'shortcuts',
  'find',
  'undo',
  'toggleTheme',
  'toggleDensity',
  'goTower',
  'goStock',
  'goOrders',
  'goSourcing',
  'goFeeds',
] as const;
export const menuCommand = z.enum(MENU_COMMANDS);
export type MenuCommand = z.infer<typeof menuCommand>;

/** Which files a dialog offers. */
export const FILE_PURPOSES = ['import', 'mapping', 'basemap', 'any'] as const;
export const filePurpose = z.enum(FILE_PURPOSES);
export type FilePurpose = z.infer<typeof filePurpose>;

export const openFilesRequest = z.strictObject({
  purpose: filePurpose.default('any'),
  multiple: z.boolean().default(true),
});
export const saveFileRequest = z.strictObject({ suggestedName: z.string().min(1).max(200) });
export const secretName = z.string().regex(/^[a-z][a-z0-9.-]{0,63}$/);
export const secretValue = z.string().min(1).max(10_000);
export const language = z.enum(['en', 'fr']);
export const colourScheme = z.enum(['system', 'light', 'dark']);

/** A notification of the system; its click opens `link`, a screen of incidents. */
export const notificationRequest = z.strictObject({
  title: z.string().min(1).max(120),
  body: z.string().max(500),
  link: z
    .string()
    .max(2000)
    .regex(/^\/incidents[\w/?=&%.+*-]*$/),
});
export type NotificationRequest = z.infer<typeof notificationRequest>;

export interface DesktopBridge {
  readonly platform: 'darwin' | 'linux' | 'win32';
  /** Native dialog; paths of the files chosen, empty when cancelled. */
  openFiles(request?: z.input<typeof openFilesRequest>): Promise<string[]>;
  /** Native dialog; the path to write to, null when cancelled. */
  saveFile(request: z.input<typeof saveFileRequest>): Promise<string | null>;
  /** Native dialog, then the core opens that workspace (or creates it); its path, null when cancelled. */
  openWorkspace(mode?: 'open' | 'create'): Promise<string | null>;
  /** Shows a file that a dialog, a drop or the workspace named in this session; false for any other path. */
  showInFolder(path: string): Promise<boolean>;
  /** The path of a file that the user dropped on the page or chose in an `<input type="file">`. */
  pathForFile(file: File): string;
  /** Keeps a secret in the system's keychain; pages can set, ask for and forget secrets, never read them. */
  setSecret(name: string, value: string): Promise<void>;
  hasSecret(name: string): Promise<boolean>;
  deleteSecret(name: string): Promise<void>;
  /** Language of the menus and dialogs. */
  setLanguage(value: z.infer<typeof language>): Promise<void>;
  /** Light or dark for window frame, menus and dialogs. */
  setColourScheme(value: z.infer<typeof colourScheme>): Promise<void>;
  /** False where the system has no notifications. */
  notify(request: NotificationRequest): Promise<boolean>;
  /** Calls back with the link of a notification that was clicked. */
  onNotificationClick(listener: (link: string) => void): () => void;
  coreState(): Promise<CoreState>;
  /** Tries again after `failed`. */
  restartCore(): Promise<void>;
  /** Asks for a fresh port; it comes as a `message` event with data `vigie:port`. Also sent unasked after each (re)start. */
  requestPort(): Promise<void>;
  /** Calls back on every change; returns a function that stops it. */
  onCoreState(listener: (state: CoreState) => void): () => void;
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
}

/** Core process to desktop shell: a secret of a feed; the page never takes part. */
export const secretQuestion = z.object({
  type: z.literal('secret'),
  request: z.number().int(),
  action: z.enum(['get', 'set', 'delete', 'names']),
  /** Of `names`: what they begin with. */
  name: z.string().max(200),
  value: z.string().max(10_000).optional(),
});
export type SecretQuestion = z.infer<typeof secretQuestion>;

export interface SecretAnswer {
  type: 'secret';
  request: number;
  value?: string | null;
  names?: string[];
  /** Why not, in the user's words. */
  refusal?: string;
}

/** Desktop shell to core process, by `process.parentPort`. */
export type ShellToCore =
  /** First message. `workspace: null` = the default one under `userData`; `demo` = fill it with the demo network if it is empty. */
  | { type: 'open'; workspace: string | null; resources: string; userData: string; demo: boolean }
  /** Comes with one transferred port: a window's RPC. */
  | { type: 'port' }
  /** Where is the file that a job made (an export)? Answered by `file` with the same `request`. */
  | { type: 'file'; request: number; fileId: string }
  | SecretAnswer
  /** Finish and exit with code 0. */
  | { type: 'shutdown' };

/** Core process to desktop shell. */
export const coreToShell = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), workspace: z.string() }),
  z.object({ type: z.literal('failed'), message: z.string() }),
  z.object({
    type: z.literal('file'),
    request: z.number().int(),
    file: z.object({ path: z.string(), fileName: z.string() }).nullable(),
  }),
  secretQuestion,
]);
export type CoreToShell = z.infer<typeof coreToShell>;
