import type { ChildProcess } from 'node:child_process';
import { stdin } from 'node:process';

/**
 * Passes "end" on to a child that this process waits for. A terminal sends Ctrl-C to both already, and a second one
 * would cut the child's orderly end short.
 * @returns `asked`: whether somebody asked to end; `stop`: listens no more
 */
export function passSignals(child: ChildProcess): { asked: () => boolean; stop: () => void } {
  let asked = false;
  const pass = (signal: NodeJS.Signals) => {
    asked = true;
    if (signal !== 'SIGINT' || !stdin.isTTY) child.kill(signal);
  };
  process.on('SIGINT', pass);
  process.on('SIGTERM', pass);
  return {
    asked: () => asked,
    stop: () => {
      process.off('SIGINT', pass);
      process.off('SIGTERM', pass);
    },
  };
}
