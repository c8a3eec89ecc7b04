import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stdout } from 'node:process';
import type { AppContext } from '../../core/features/context.ts';
import { resourcesFolder } from '../../core/host/environment.ts';
import { startRuntime } from '../../core/host/runtime.ts';

/** Works on a whole core with an empty workspace of its own, which is gone afterwards. */
export async function onBenchCore<Result>(work: (ctx: AppContext) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
  const runtime = await startRuntime({
    target: { file: join(folder, 'bench.vigie') },
    resources: resourcesFolder,
    scratch: join(folder, 'scratch'),
    actor: 'bench',
    version: '0.0.0',
    log: () => {},
    listsWhenAsked: true,
  });
  try {
    return await work(runtime.ctx);
  } finally {
    await runtime.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A figure a line. */
export function printFigures(figures: object): void {
  for (const [name, value] of Object.entries(figures)) stdout.write(`${name} ${value}\n`);
}
