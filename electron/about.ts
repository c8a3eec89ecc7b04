import { app, type BrowserWindow, dialog } from 'electron';
import { fill } from './fill.ts';
import type { Texts } from './texts.ts';

/** What the about box says: version, runtime, and whom we owe the data. */
export function aboutText({ about }: Texts): string {
  const { electron, chrome, node } = process.versions;
  return [
    about.purpose,
    fill(about.versions, { electron: electron ?? '', chrome: chrome ?? '', node }),
    '',
    about.attributions,
    `• ${about.geonames}`,
    `• ${about.naturalEarth}`,
  ].join('\n');
}

export async function showAbout(window: BrowserWindow | null, texts: Texts): Promise<void> {
  const options: Electron.MessageBoxOptions = {
    type: 'info',
    title: texts.about.title,
    message: fill(texts.about.heading, { version: app.getVersion() }),
    detail: aboutText(texts),
    buttons: [texts.about.close],
  };
  await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
}
