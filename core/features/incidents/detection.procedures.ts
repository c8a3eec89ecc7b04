import { os } from '../procedures.ts';
import { findSegmentNames } from './detect.queries.ts';
import { previewDetection } from './detect-preview.service.ts';
import { DEFAULT_RULES, DEFAULT_SETTINGS } from './detection-rules.ts';
import { readDetectionSettings, saveDetectionSettings } from './settings.service.ts';

export const detectionProcedures = {
  settings: os.incidentDetection.settings.handler(({ context }) => readDetectionSettings(context)),
  save: os.incidentDetection.save.handler(({ context, input }) => saveDetectionSettings(context, input)),
  usual: os.incidentDetection.usual.handler(async ({ context }) => ({
    kinds: DEFAULT_RULES,
    settings: DEFAULT_SETTINGS,
    segments: await findSegmentNames(context.db.read),
  })),
  preview: os.incidentDetection.preview.handler(({ context, input }) => previewDetection(context, input)),
};
