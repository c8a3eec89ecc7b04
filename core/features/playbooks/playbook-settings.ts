import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { readSetting, writeSetting } from '../workspace/index.ts';

const SETTING = 'playbooks';
const settings = z.object({ paused: z.boolean().default(false) });

/** Whether all playbooks stand still. */
export async function arePaused({ db }: Pick<AppContext, 'db'>): Promise<boolean> {
  return settings.parse((await readSetting(db.read, SETTING)) ?? {}).paused;
}

export async function pausePlaybooks(ctx: AppContext, paused: boolean): Promise<{ paused: boolean }> {
  const before = { paused: await arePaused(ctx) };
  await runCommand(ctx, 'playbooks.pause', async (command) => {
    await writeSetting(command.trx, SETTING, { paused });
    command.record({ entity: 'settings', id: null, key: SETTING, before, after: { paused } });
    command.publish({ type: 'playbooks.changed' });
  });
  return { paused };
}
