import { join } from 'node:path';
import { buildIfStale } from '../../core/host/start/build.ts';
import { fail, nodeProgram, pass, root, runProgram, type Step } from './step.ts';

/** A step that is one program: passed when it ends with 0. */
function check(name: string, path: string, args: readonly string[], hint: string): Step {
  return {
    name,
    async run() {
      const [command, all] = nodeProgram(path, args);
      const code = await runProgram(command, all, { minutes: 5 });
      return code === 0 ? pass : fail(hint);
    },
  };
}

export const lint = check(
  'format and lint',
  join('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
  ['check', '.', '--diagnostic-level=warn', '--error-on-warnings'],
  'npx biome check --write . mends what can be mended',
);
export const types = check('types', join('tests', 'types.ts'), [], 'npm run types shows them');
export const importRules = check(
  'import rules',
  join('tests', 'import-rules.ts'),
  [],
  'see .dependency-cruiser.cjs for what each room may import',
);

export const build: Step = {
  name: 'build',
  async run() {
    try {
      await buildIfStale(root, (line) => console.log(line));
      return pass;
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return fail('npm run build shows why');
    }
  },
};
