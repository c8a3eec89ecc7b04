#!/usr/bin/env node
/**
 * Runs Vigie's command line (`vigie COMMAND`), `npm start` (`vigie start`) or a script of the project, on a Node that can:
 * plain JavaScript, so that any Node can read it. The system's own Node may be too old (20); the one in the project's
 * development dependencies, or any other that is named by VIGIE_NODE, is used then.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, env, execPath, exit, platform, stderr, stdin, version, versions } from 'node:process';
import { fileURLToPath } from 'node:url';

const OLDEST = 22;
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

function findNode() {
  if (Number(versions.node.split('.')[0]) >= OLDEST) return execPath;
  const names = platform === 'win32' ? ['node.exe'] : ['node'];
  const candidates = [
    env.VIGIE_NODE,
    ...names.map((name) => join(root, 'node_modules', 'node', 'bin', name)),
  ];
  return candidates.find((path) => path && existsSync(path));
}

const node = findNode();
if (!node) {
  stderr.write(
    `Vigie needs Node ${OLDEST} or newer; this is ${version}. Run "npm ci" in ${root} (it brings one), or set VIGIE_NODE to a newer one.\n`,
  );
  exit(1);
}

const [first, ...rest] = argv.slice(2);
const target =
  first === 'start' ? [join(here, 'start.ts'), ...rest] : [join(here, 'cli.ts'), ...argv.slice(2)];
const child = spawn(node, target, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // A terminal sends Ctrl-C to the child as well; a second one would cut its orderly end short.
  process.on(signal, () => (signal === 'SIGINT' && stdin.isTTY ? undefined : child.kill(signal)));
}
child.on('exit', (code, signal) => exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
