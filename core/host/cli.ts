import { argv, env, exit, stderr, stdout } from 'node:process';
import { Command, CommanderError } from 'commander';
import { explainError } from '../features/procedures.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { feedsCommand } from './commands/feeds.ts';
import { importCommand } from './commands/import.ts';
import { promiseCommand } from './commands/promise.ts';
import { queryCommand } from './commands/query.ts';
import { routeCommand } from './commands/route.ts';
import { serveCommand } from './commands/serve.ts';
import { sourceCommand } from './commands/source.ts';
import { UsageError } from './commands/usage-error.ts';
import { whatIfCommand } from './commands/whatif.ts';
import { programVersion } from './environment.ts';

/** Exit codes: 0 done, 1 failed, 2 called wrongly, 3 done but rows are in quarantine (only with `import --strict`). */
const program = new Command('vigie')
  .description(
    'Vigie, a control tower for distributed orders: the same core as the window, from the command line.',
  )
  .version(programVersion())
  .showHelpAfterError('(--help says what is possible)')
  .enablePositionalOptions()
  .exitOverride();

for (const command of [
  serveCommand(),
  importCommand(),
  feedsCommand(),
  demoCommand(),
  sourceCommand(),
  routeCommand(),
  promiseCommand(),
  whatIfCommand(),
  exportCommand(),
  queryCommand(),
  doctorCommand(),
]) {
  program.addCommand(command.exitOverride());
}

// The reader of a pipe may have seen enough.
stdout.on('error', (error: NodeJS.ErrnoException) => exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await program.parseAsync(argv);
} catch (error) {
  exit(report(error));
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  stderr.write(`vigie: ${explainError(error).message}\n`);
  if (error instanceof UsageError) return 2;
  if (env.VIGIE_DEBUG && error instanceof Error) stderr.write(`${error.stack}\n`);
  return 1;
}
