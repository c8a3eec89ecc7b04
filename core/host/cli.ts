import { argv, env, exit, stderr, stdout } from 'node:process';
import { Command, CommanderError } from 'commander';
import { UsageError } from './commands/usage-error.ts';
import { programVersion } from './environment.ts';

/** Each command's code is loaded when it is the one called: a call that needs little is under way at once. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand(),
  import: async () => (await import('./commands/import.ts')).importCommand(),
  feeds: async () => (await import('./commands/feeds.ts')).feedsCommand(),
  demo: async () => (await import('./commands/demo.ts')).demoCommand(),
  source: async () => (await import('./commands/source.ts')).sourceCommand(),
  route: async () => (await import('./commands/route.ts')).routeCommand(),
  eta: async () => (await import('./commands/eta.ts')).etaCommand(),
  promise: async () => (await import('./commands/promise.ts')).promiseCommand(),
  whatif: async () => (await import('./commands/whatif.ts')).whatIfCommand(),
  export: async () => (await import('./commands/export.ts')).exportCommand(),
  query: async () => (await import('./commands/query.ts')).queryCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
};

/** Exit codes: 0 done, 1 failed, 2 called wrongly, 3 done but rows are in quarantine (only with `import --strict`). */
const program = new Command('vigie')
  .description(
    'Vigie, a control tower for distributed orders: the same core as the window, from the command line.',
  )
  .version(programVersion())
  .showHelpAfterError('(--help says what is possible)')
  .enablePositionalOptions()
  .exitOverride();

const name = argv[2] ?? '';
const called = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
for (const load of called ? [called] : Object.values(COMMANDS)) {
  program.addCommand((await load()).exitOverride());
}

// The reader of a pipe may have seen enough.
stdout.on('error', (error: NodeJS.ErrnoException) => exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await program.parseAsync(argv);
} catch (error) {
  exit(await report(error));
}

async function report(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) {
    stderr.write(`vigie: ${error.message}\n`);
    return 2;
  }
  const { explainError } = await import('../features/procedures.ts');
  stderr.write(`vigie: ${explainError(error).message}\n`);
  if (env.VIGIE_DEBUG && error instanceof Error) stderr.write(`${error.stack}\n`);
  return 1;
}
