import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

export const launchOptions = z.object({ workspace: z.string().nullable(), demo: z.boolean() });
export type LaunchOptions = z.infer<typeof launchOptions>;

const WORKSPACE_EXTENSION = '.vigie';

/**
 * What the command line asks for. The system adds switches of its own, which are ignored; a workspace can also be named
 * bare, as a double click on its file does.
 * @param args the command line without the program
 */
export function readLaunchOptions(args: readonly string[], workingDirectory: string): LaunchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: { workspace: { type: 'string' }, demo: { type: 'boolean' } },
  });
  const bare = positionals.find((argument) => argument.endsWith(WORKSPACE_EXTENSION));
  const named = typeof values.workspace === 'string' ? values.workspace : bare;
  return {
    workspace: named ? resolve(workingDirectory, named) : null,
    demo: values.demo === true,
  };
}
