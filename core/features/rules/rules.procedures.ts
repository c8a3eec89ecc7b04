import { os } from '../procedures.ts';
import { findChoices } from './open-orders.queries.ts';
import { activationConsequences, previewDocument } from './preview.service.ts';
import {
  activateRuleVersion,
  createRuleSet,
  existingVersion,
  listRuleVersions,
  retireRuleVersion,
  saveRuleVersion,
} from './rules.service.ts';
import { listMembers } from './segments.queries.ts';
import { previewSegments } from './segments.service.ts';

export const rulesProcedures = {
  versions: os.rules.versions.handler(({ context }) => listRuleVersions(context)),
  version: os.rules.version.handler(({ context, input }) => existingVersion(context, input.versionId)),
  create: os.rules.create.handler(({ context, input }) => createRuleSet(context, input)),
  save: os.rules.save.handler(({ context, input }) => saveRuleVersion(context, input)),
  consequences: os.rules.consequences.handler(({ context, input }) =>
    activationConsequences(context, input.versionId),
  ),
  activate: os.rules.activate.handler(({ context, input }) => activateRuleVersion(context, input.versionId)),
  retire: os.rules.retire.handler(({ context, input }) => retireRuleVersion(context, input.versionId)),
  preview: os.rules.preview.handler(({ context, input }) => previewDocument(context, input.document)),
  choices: os.rules.choices.handler(({ context }) => findChoices(context.db)),
  previewSegments: os.rules.previewSegments.handler(({ context, input }) =>
    previewSegments(context, input.document),
  ),
  recomputeSegments: os.rules.recomputeSegments.handler(async ({ context }) => ({
    jobId: await context.jobs.start('rules.segments', {}, context.actor),
  })),
  members: os.rules.members.handler(({ context, input }) => listMembers(context.db, input)),
};
