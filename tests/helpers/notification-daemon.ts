import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** A notification as the system's daemon has it. */
export interface SystemNotice {
  summary: string;
  body: string;
  id: number;
}

/** A session bus with a daemon that shows notifications (dunst): what Electron's `Notification` talks to on Linux. */
export interface NotificationDaemon {
  /** Environment of programs whose notifications it shows. */
  env: Record<string, string>;
  /** On screen now. */
  shown(): number;
  /** All that have been on screen, the newest first; takes those on screen off it. */
  history(): SystemNotice[];
  /** Clicks the newest on screen. */
  click(): void;
  stop(): void;
}

/** Why no daemon can be started here; null when one can. */
export function noNotificationDaemon(): string | null {
  const missing = ['dbus-daemon', 'dunst', 'dunstctl'].filter(
    (program) => spawnSync('which', [program]).status !== 0,
  );
  return missing.length === 0
    ? null
    : `${missing.join(', ')}: not installed (Debian: apt-get install dbus dunst)`;
}

/** Starts a bus and a daemon for one test, on the display of this process. */
export async function startNotificationDaemon(): Promise<NotificationDaemon> {
  const bus = spawn('dbus-daemon', ['--session', '--print-address', '--nofork'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [address] = (await once(bus.stdout, 'data')) as [Buffer];
  const env = { DBUS_SESSION_BUS_ADDRESS: address.toString().trim() };
  const all = { ...process.env, ...env };
  const daemon = spawn('dunst', ['-config', '/dev/null'], { env: all, stdio: 'ignore' });
  const ask = (...command: string[]) =>
    execFileSync('dunstctl', command, { env: all, encoding: 'utf8', timeout: 10_000 });
  const history = (): SystemNotice[] => {
    ask('close-all');
    const { data } = JSON.parse(ask('history')) as {
      data: Record<keyof SystemNotice, { data: never }>[][];
    };
    return (data[0] ?? []).map(({ summary, body, id }) => {
      return { summary: summary.data, body: body.data, id: id.data };
    });
  };
  for (let turn = 0; ; turn++) {
    try {
      ask('count');
      break;
    } catch (error) {
      if (turn === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return {
    env,
    shown: () => Number(ask('count', 'displayed')),
    history,
    click: () => void ask('action'),
    stop() {
      daemon.kill();
      bus.kill();
    },
  };
}
