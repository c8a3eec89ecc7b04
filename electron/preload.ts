import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { DesktopBridge } from '../core/contract/desktop.ts';
import type { Answers, Channel, Notice, Notices, Sent } from './channels.ts';
import { ORIGIN } from './origin.ts';

const ask = <C extends Channel>(channel: C, ...args: Sent<C>): Promise<Answers[C]> =>
  ipcRenderer.invoke(channel, ...args);

function listen<N extends Notice>(notice: N, listener: (body: Notices[N]) => void): () => void {
  const onNotice = (_event: IpcRendererEvent, body: Notices[N]) => listener(body);
  ipcRenderer.on(notice, onNotice);
  return () => {
    ipcRenderer.off(notice, onNotice);
  };
}

function pathForFile(file: File): string {
  const path = webUtils.getPathForFile(file);
  if (path) void ask('files:dropped', path);
  return path;
}

const bridge: DesktopBridge = {
  platform: process.platform as DesktopBridge['platform'],
  openFiles: (request = {}) => ask('files:open', request),
  saveFile: (request) => ask('files:save', request),
  openWorkspace: (mode = 'open') => ask('workspace:open', mode),
  showInFolder: (path) => ask('files:show', path),
  pathForFile,
  setSecret: (name, value) => ask('secrets:set', name, value),
  hasSecret: (name) => ask('secrets:has', name),
  deleteSecret: (name) => ask('secrets:delete', name),
  setLanguage: (value) => ask('shell:language', value),
  setColourScheme: (value) => ask('shell:scheme', value),
  notify: (request) => ask('shell:notify', request),
  onNotificationClick: (listener) => listen('vigie:notification', listener),
  coreState: () => ask('core:state'),
  restartCore: () => ask('core:restart'),
  requestPort: () => ask('core:port'),
  onCoreState: (listener) => listen('vigie:core-state', listener),
  onMenuCommand: (listener) => listen('vigie:menu', listener),
};

if (location.origin === ORIGIN) {
  contextBridge.exposeInMainWorld('vigie', bridge);
  ipcRenderer.on('vigie:port', (event) => window.postMessage('vigie:port', ORIGIN, [...event.ports]));
}
