import { basename, join } from 'node:path';
import { app, type BrowserWindow, dialog, shell } from 'electron';
import type { FilePurpose } from '../core/contract/desktop.ts';
import type { Texts } from './texts.ts';

const WORKSPACE_EXTENSION = 'vigie';

function filtersFor(purpose: FilePurpose, { dialog: words }: Texts): Electron.FileFilter[] {
  const all = { name: words.allFiles, extensions: ['*'] };
  if (purpose === 'import')
    return [{ name: words.tables, extensions: ['csv', 'tsv', 'txt', 'gz', 'xlsx'] }, all];
  if (purpose === 'mapping') return [{ name: words.mappings, extensions: ['json'] }, all];
  if (purpose === 'basemap') return [{ name: words.basemaps, extensions: ['pmtiles'] }, all];
  return [all];
}

function titleFor(purpose: FilePurpose, { dialog: words }: Texts): string {
  return purpose === 'any' ? words.openFiles : words[purpose];
}

/** Native dialogs. Remembers what the user chose: only those files can be shown in their folder. */
export class Dialogs {
  readonly #texts: () => Texts;
  readonly #known = new Set<string>();

  constructor(texts: () => Texts) {
    this.#texts = texts;
  }

  /** Takes note of a path that the user handed over in another way: a drop, the command line. */
  remember(path: string): void {
    this.#known.add(path);
  }

  async openFiles(window: BrowserWindow, purpose: FilePurpose, multiple: boolean): Promise<string[]> {
    const texts = this.#texts();
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: titleFor(purpose, texts),
      filters: filtersFor(purpose, texts),
      properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
    });
    for (const path of filePaths) this.remember(path);
    return filePaths;
  }

  async saveFile(window: BrowserWindow, suggestedName: string): Promise<string | null> {
    const { filePath } = await dialog.showSaveDialog(window, {
      title: this.#texts().dialog.save,
      defaultPath: join(app.getPath('documents'), basename(suggestedName)),
    });
    if (!filePath) return null;
    this.remember(filePath);
    return filePath;
  }

  /** The workspace to open, or to create; null when cancelled. */
  async workspace(window: BrowserWindow, mode: 'open' | 'create'): Promise<string | null> {
    const words = this.#texts().dialog;
    const filters = [{ name: words.workspaceFiles, extensions: [WORKSPACE_EXTENSION] }];
    if (mode === 'open') {
      const options: Electron.OpenDialogOptions = {
        title: words.openWorkspace,
        buttonLabel: words.open,
        filters,
        properties: ['openFile'],
      };
      const { filePaths } = await dialog.showOpenDialog(window, options);
      return filePaths[0] ?? null;
    }
    const { filePath } = await dialog.showSaveDialog(window, {
      title: words.createWorkspace,
      buttonLabel: words.create,
      filters,
      defaultPath: join(app.getPath('documents'), words.newWorkspaceName),
    });
    if (!filePath) return null;
    return filePath.endsWith(`.${WORKSPACE_EXTENSION}`) ? filePath : `${filePath}.${WORKSPACE_EXTENSION}`;
  }

  /** Shows a known file in the system's file manager; false for any other path. */
  showInFolder(path: string): boolean {
    if (!this.#known.has(path)) return false;
    shell.showItemInFolder(path);
    return true;
  }
}
