import { type DetectionSettings, detectionSettings } from '../../contract/incident-detection.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { readSetting, writeSetting } from '../workspace/index.ts';
import { DEFAULT_SETTINGS } from './detection-rules.ts';

const SETTING = 'incidents';

export async function readDetectionSettings({ db }: Pick<AppContext, 'db'>): Promise<DetectionSettings> {
  const stored = (await readSetting(db.read, SETTING)) ?? {};
  return detectionSettings.parse({ ...DEFAULT_SETTINGS, ...stored });
}

export async function saveDetectionSettings(
  ctx: AppContext,
  settings: DetectionSettings,
): Promise<DetectionSettings> {
  const before = await readDetectionSettings(ctx);
  await runCommand(ctx, 'incidentDetection.save', async (command) => {
    await writeSetting(command.trx, SETTING, settings);
    command.record({ entity: 'settings', id: null, key: SETTING, before, after: settings });
    command.publish({ type: 'incidents.changed' });
  });
  return settings;
}
