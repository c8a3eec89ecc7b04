import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../core/contract/desktop.ts';
import type { Texts } from './texts.ts';

/** What the menus need done. */
export interface MenuActions {
  command(command: MenuCommand): void;
  openWorkspace(mode: 'open' | 'create'): void;
  showWorkspace(): void;
  about(): void;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };
const isMac = process.platform === 'darwin';

function fileMenu({ menu }: Texts, act: MenuActions): Item {
  return {
    label: menu.file,
    submenu: [
      {
        label: menu.newWorkspace,
        accelerator: 'CmdOrCtrl+Shift+N',
        click: () => act.openWorkspace('create'),
      },
      { label: menu.openWorkspace, accelerator: 'CmdOrCtrl+O', click: () => act.openWorkspace('open') },
      { label: menu.showWorkspace, click: () => act.showWorkspace() },
      separator,
      { label: menu.import, accelerator: 'CmdOrCtrl+I', click: () => act.command('import') },
      { label: menu.export, accelerator: 'CmdOrCtrl+E', click: () => act.command('export') },
      separator,
      ...(isMac
        ? []
        : [{ label: menu.settings, accelerator: 'Ctrl+,', click: () => act.command('settings') }]),
      isMac ? { label: menu.close, role: 'close' } : { label: menu.quit, role: 'quit' },
    ],
  };
}

function editMenu({ menu }: Texts, act: MenuActions): Item {
  return {
    label: menu.edit,
    submenu: [
      { label: menu.undo, role: 'undo' },
      { label: menu.redo, role: 'redo' },
      separator,
      { label: menu.cut, role: 'cut' },
      { label: menu.copy, role: 'copy' },
      { label: menu.paste, role: 'paste' },
      { label: menu.selectAll, role: 'selectAll' },
      separator,
      { label: menu.find, click: () => act.command('find') },
      { label: menu.undoChange, accelerator: 'CmdOrCtrl+Alt+Z', click: () => act.command('undo') },
    ],
  };
}

function viewMenu({ menu }: Texts, act: MenuActions): Item {
  return {
    label: menu.view,
    submenu: [
      { label: menu.palette, click: () => act.command('palette') },
      separator,
      { label: menu.toggleTheme, click: () => act.command('toggleTheme') },
      { label: menu.toggleDensity, click: () => act.command('toggleDensity') },
      separator,
      { label: menu.resetZoom, role: 'resetZoom' },
      { label: menu.zoomIn, role: 'zoomIn' },
      { label: menu.zoomOut, role: 'zoomOut' },
      { label: menu.fullScreen, role: 'togglefullscreen' },
      separator,
      { label: menu.reload, role: 'reload' },
      ...(app.isPackaged ? [] : [{ label: menu.developerTools, role: 'toggleDevTools' } as Item]),
    ],
  };
}

function goMenu({ menu }: Texts, act: MenuActions): Item {
  return {
    label: menu.go,
    submenu: [
      { label: menu.tower, accelerator: 'Alt+1', click: () => act.command('goTower') },
      { label: menu.stock, accelerator: 'Alt+2', click: () => act.command('goStock') },
      { label: menu.orders, accelerator: 'Alt+3', click: () => act.command('goOrders') },
      { label: menu.sourcing, accelerator: 'Alt+4', click: () => act.command('goSourcing') },
      { label: menu.feeds, accelerator: 'Alt+5', click: () => act.command('goFeeds') },
    ],
  };
}

function helpMenu({ menu }: Texts, act: MenuActions): Item {
  return {
    label: menu.help,
    role: 'help',
    submenu: [
      { label: menu.shortcuts, click: () => act.command('shortcuts') },
      ...(isMac ? [] : [separator, { label: menu.about, click: () => act.about() }]),
    ],
  };
}

function appMenu({ menu }: Texts, act: MenuActions): Item {
  return {
    label: app.name,
    submenu: [
      { label: menu.about, click: () => act.about() },
      separator,
      { label: menu.settings, accelerator: 'Cmd+,', click: () => act.command('settings') },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      separator,
      { label: menu.quit, role: 'quit' },
    ],
  };
}

/** The native menus in one language. */
export function showMenu(texts: Texts, act: MenuActions): void {
  const menus = [fileMenu, editMenu, viewMenu, goMenu, helpMenu];
  const builders = isMac ? [appMenu, ...menus] : menus;
  Menu.setApplicationMenu(Menu.buildFromTemplate(builders.map((build) => build(texts, act))));
}
