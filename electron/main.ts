import { resolve } from 'node:path';
import { app } from 'electron';
import { dataFolder } from './data-folder.ts';
import { type LaunchOptions, launchOptions, readLaunchOptions } from './launch-options.ts';
import { confineAllPages } from './security.ts';
import { Shell } from './shell.ts';

/** A profile of its own (`--user-data-dir=FOLDER`) has its own settings, its own workspaces and its own single instance. */
const profile = app.commandLine.getSwitchValue('user-data-dir');
if (profile) app.setPath('userData', resolve(profile));

/** The system may reorder the command line of a second start, so it hands over its options already read. */
function run(options: LaunchOptions): void {
  const shell: { current: Shell | null } = { current: null };
  let asked = options;
  const handOver = (more: LaunchOptions) => {
    if (shell.current) shell.current.handOver(more);
    else asked = more;
  };
  app.on('second-instance', (_event, _commandLine, _workingDirectory, more) => {
    handOver(launchOptions.catch({ workspace: null, demo: false }).parse(more));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    handOver({ workspace: path, demo: false });
  });
  app.on('activate', () => shell.current?.showWindow());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    const stopping = shell.current;
    if (!stopping) return;
    event.preventDefault();
    shell.current = null;
    void stopping.stop().finally(() => app.quit());
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
  void app.whenReady().then(() => {
    shell.current = new Shell(dataFolder(app.getPath('userData'), Boolean(profile), process.env));
    shell.current.start(asked);
  });
}

confineAllPages();
const options = readLaunchOptions(process.argv.slice(1), process.cwd());
if (app.requestSingleInstanceLock(options)) run(options);
else app.quit();
