import { createReadStream } from 'node:fs';
import { stdin } from 'node:process';
import { text } from 'node:stream/consumers';
import {
  guessFormat,
  INSTANCE_FORMATS,
  type InstanceFormat,
} from '../../solvers/routing/instance/instance-format.ts';
import { readSolomon } from '../../solvers/routing/instance/read-solomon.ts';
import { readVrplib } from '../../solvers/routing/instance/read-vrplib.ts';
import type { Rounding } from '../../solvers/routing/instance/rounding.ts';
import { RoutingFileError } from '../../solvers/routing/instance/routing-file-error.ts';
import type { RoutingInstance } from '../../solvers/routing/instance/routing-instance.ts';
import { UsageError } from './usage-error.ts';

/** The text of a file, or of what is piped in for `-`. @throws UsageError when it cannot be read */
export async function readText(path: string): Promise<string> {
  try {
    return await text(path === '-' ? stdin : createReadStream(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UsageError(`There is no file ${path}.`);
    if (code === 'EISDIR') throw new UsageError(`${path} is a folder, not a file.`);
    throw error;
  }
}

/** @throws UsageError when no form is given and none is recognised */
export function formatOf(path: string, content: string, given?: InstanceFormat): InstanceFormat {
  const format = given ?? guessFormat(content);
  if (format) return format;
  throw new UsageError(
    `What ${path} is written in cannot be told. Say it with --format: ${INSTANCE_FORMATS.join(', ')}.`,
  );
}

/** @throws UsageError naming line and field */
export function readInstanceText(
  path: string,
  content: string,
  format: 'vrplib' | 'solomon',
  rounding?: Rounding,
): RoutingInstance {
  return explained(path, () =>
    format === 'vrplib' ? readVrplib(content, rounding) : readSolomon(content, rounding),
  );
}

/** Runs a reader; what it finds wrong is told with the file's name. @throws UsageError */
export function explained<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RoutingFileError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}
