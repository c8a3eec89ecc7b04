import { BrowserWindow, nativeTheme, screen } from 'electron';
import { START_PAGE } from './origin.ts';
import { paths } from './paths.ts';
import type { ShellStateFile } from './shell-state.ts';
import { placeWindow, SMALLEST } from './window-bounds.ts';

/** The page's own session: its storage, its permissions, and no network. */
export const PARTITION = 'persist:vigie';

/** The surface's colour before the page has drawn itself, so that nothing flashes. */
const surface = () => (nativeTheme.shouldUseDarkColors ? '#0f1216' : '#f7f8fa');

function workAreas(): Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}

function rememberPlace(window: BrowserWindow, state: ShellStateFile): void {
  window.on('close', () => {
    state.update({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } });
  });
}

export function createWindow(state: ShellStateFile): BrowserWindow {
  const remembered = state.current.window;
  const window = new BrowserWindow({
    ...placeWindow(remembered, workAreas()),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Vigie',
    icon: paths.icon,
    backgroundColor: surface(),
    webPreferences: {
      partition: PARTITION,
      preload: paths.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
    },
  });
  if (remembered?.maximized) window.maximize();
  rememberPlace(window, state);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(START_PAGE);
  return window;
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
