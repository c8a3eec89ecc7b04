import { ORPCError } from '@orpc/server';
import type { RuleDocument, RuleVersionHead, RuleVersionView } from '../../contract/rules.ts';
import { canMove } from '../../kernel/state-machine.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { EMPTY_DOCUMENT, type VersionStatus, versionLifeCycle } from './rule-set.ts';
import {
  findActive,
  findSetByName,
  findVersion,
  insertSet,
  insertVersion,
  listVersions,
  lockVersion,
  setVersionStatus,
  updateDraft,
} from './rules.queries.ts';

/** The set that every workspace has. */
export const DEFAULT_SET = 'Default';

export interface DraftInput {
  versionId: number;
  document: RuleDocument;
  validFrom: number | null;
  validTo: number | null;
}

/** All versions; a workspace without any gets an empty set in force first. */
export async function listRuleVersions(ctx: AppContext): Promise<RuleVersionHead[]> {
  const found = await listVersions(ctx.db, ctx.clock());
  if (found.length > 0) return found;
  await runCommand(ctx, 'rules.seed', async (command) => {
    if (await findSetByName(command.trx, DEFAULT_SET)) return;
    await addSet(command, ctx.actor, DEFAULT_SET, EMPTY_DOCUMENT, 'active');
  });
  return listVersions(ctx.db, ctx.clock());
}

export async function existingVersion(ctx: AppContext, versionId: number): Promise<RuleVersionView> {
  const version = await findVersion(ctx.db, versionId, ctx.clock());
  if (!version) throw notFound('rule version', String(versionId));
  return version;
}

/** A new set with a draft, empty or as another version says. */
export async function createRuleSet(
  ctx: AppContext,
  input: { name: string; copyOf?: number | undefined },
): Promise<{ versionId: number }> {
  const copied = input.copyOf === undefined ? null : await existingVersion(ctx, input.copyOf);
  return runCommand(ctx, 'rules.create', async (command) => {
    if (await findSetByName(command.trx, input.name)) {
      throw conflict(
        `There is a rule set called ${input.name} already.`,
        'nameTaken',
        'Choose another name.',
      );
    }
    return addSet(command, ctx.actor, input.name, copied?.document ?? EMPTY_DOCUMENT, 'draft');
  });
}

/** Writes a draft; what is or was active stays as it was, and a new version of the set is written instead. */
export async function saveRuleVersion(ctx: AppContext, input: DraftInput): Promise<{ versionId: number }> {
  checkDraft(input);
  return runCommand(ctx, 'rules.save', async (command) => {
    const before = await versionWithin(command, input.versionId);
    const { document, validFrom, validTo } = input;
    const content = { document, validFrom, validTo, actor: ctx.actor };
    if (before.status === 'draft') {
      await updateDraft(command.trx, before.id, content, command.at);
      record(command, before.id, `${before.name} ${before.version}`, contentOf(before), content);
      return { versionId: before.id };
    }
    const setId = before.rule_set_id;
    const added = await insertVersion(command.trx, { ...content, setId, status: 'draft' }, command.at);
    record(command, added.id, `${before.name} ${added.version}`, contentOf(before), content);
    return { versionId: added.id };
  });
}

/** Puts a draft into force; the version of the same set that was active retires. */
export async function activateRuleVersion(ctx: AppContext, versionId: number): Promise<RuleVersionHead> {
  await runCommand(ctx, 'rules.activate', async (command) => {
    const version = await versionWithin(command, versionId);
    mustMove(version, 'active');
    const active = await findActive(command.trx, version.rule_set_id);
    if (active) await changeStatus(command, { ...active, name: version.name }, 'retired');
    await changeStatus(command, version, 'active');
  });
  return existingVersion(ctx, versionId);
}

/** Ends an active version, or drops a draft. */
export async function retireRuleVersion(ctx: AppContext, versionId: number): Promise<RuleVersionHead> {
  await runCommand(ctx, 'rules.retire', async (command) => {
    const version = await versionWithin(command, versionId);
    mustMove(version, 'retired');
    await changeStatus(command, version, 'retired');
  });
  return existingVersion(ctx, versionId);
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockVersion>>>;
type Named = Pick<Locked, 'id' | 'name' | 'version' | 'status'>;

async function versionWithin(command: Command, versionId: number): Promise<Locked> {
  const version = await lockVersion(command.trx, versionId);
  if (!version) throw notFound('rule version', String(versionId));
  return version;
}

async function addSet(
  command: Command,
  actor: string,
  name: string,
  document: RuleDocument,
  status: VersionStatus,
): Promise<{ versionId: number }> {
  const setId = await insertSet(command.trx, name, command.at);
  const content = { document, validFrom: null, validTo: null, actor };
  const { id, version } = await insertVersion(command.trx, { ...content, setId, status }, command.at);
  record(command, id, `${name} ${version}`, null, { ...content, status });
  return { versionId: id };
}

function mustMove({ name, version, status }: Named, to: VersionStatus): void {
  if (canMove(versionLifeCycle, status, to)) return;
  throw conflict(
    `Version ${version} of ${name} is ${status}: it cannot be ${to} any more.`,
    status,
    'Edit it: that makes a new draft.',
  );
}

async function changeStatus(
  command: Command,
  { id, name, version, status }: Named,
  to: Exclude<VersionStatus, 'draft'>,
): Promise<void> {
  await setVersionStatus(command.trx, id, to, command.at);
  record(command, id, `${name} ${version}`, { status }, { status: to });
}

function record(command: Command, id: number, key: string, before: unknown, after: unknown): void {
  command.record({ entity: 'ruleVersion', id, key, before, after });
  command.publish({ type: 'rules.changed' });
}

function contentOf({ document_json, valid_from, valid_to }: Locked) {
  return { document: JSON.parse(document_json) as RuleDocument, validFrom: valid_from, validTo: valid_to };
}

/** @throws BAD_REQUEST for dates that never come, and for rules that cannot be told apart. */
function checkDraft({ document, validFrom, validTo }: DraftInput): void {
  if (validFrom !== null && validTo !== null && validTo <= validFrom) {
    throw new ORPCError('BAD_REQUEST', {
      message: 'The rules would end before they begin.',
      data: { field: 'validTo', action: 'Choose an end after the beginning, or none.' },
    });
  }
  const ids = [...document.rules, ...document.segments].map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice === undefined) return;
  throw new ORPCError('BAD_REQUEST', {
    message: `Two rules have the id ${twice}.`,
    data: { field: 'document.rules', action: 'Give each rule an id of its own.' },
  });
}
