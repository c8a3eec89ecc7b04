import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const projects = [
  'tsconfig.core.json',
  'tsconfig.renderer.json',
  'tsconfig.electron.json',
  'tsconfig.tests.json',
];

function check(project: string): Promise<number> {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  return new Promise((done) => {
    const known = join('node_modules', '.cache', 'types', `${project}.tsbuildinfo`);
    const again = ['--incremental', '--tsBuildInfoFile', known];
    const child = spawn(process.execPath, [compiler, '-p', project, '--pretty', ...again], {
      cwd: root,
      stdio: 'inherit',
    });
    child.on('close', (code) => done(code ?? 1));
  });
}

const only = process.argv.slice(2);
let failed = 0;
for (const project of projects.filter(
  (name) => only.length === 0 || only.some((word) => name.includes(word)),
)) {
  if (!existsSync(join(root, project))) continue;
  const code = await check(project);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${project}`);
  if (code !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
