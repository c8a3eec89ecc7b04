import type { PlaybookDocument, PlaybookHead, PlaybookMode, PlaybookView } from '../../contract/playbooks.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { arePaused } from './playbook-settings.ts';
import {
  findActivity,
  findPlaybook,
  findPlaybooks,
  findVersions,
  hasAny,
  insertPlaybook,
  insertVersion,
  isNameTaken,
  type StoredPlaybook,
  setPlaybook,
} from './playbooks.queries.ts';
import { SHIPPED } from './shipped.ts';

const DAY_MS = 86_400_000;

/** All playbooks; a workspace without any gets those that come with the program first. */
export async function listPlaybooks(ctx: AppContext): Promise<{ rows: PlaybookHead[]; paused: boolean }> {
  await addShipped(ctx);
  const [stored, activity, paused] = await Promise.all([
    findPlaybooks(ctx.db.read),
    findActivity(ctx.db.read, ctx.clock() - DAY_MS),
    arePaused(ctx),
  ]);
  return { rows: stored.map((playbook) => toHead(playbook, activity)), paused };
}

/** Brings the playbooks that come with the program into a workspace that has none. */
export async function addShipped(ctx: AppContext): Promise<void> {
  if (await hasAny(ctx.db.read)) return;
  await runCommand(ctx, 'playbooks.seed', async (command) => {
    if (await hasAny(command.trx)) return;
    for (const { code, name, mode, document } of SHIPPED) {
      const id = await insertPlaybook(
        command.trx,
        { name, shipped: code, mode, document, actor: ctx.actor },
        command.at,
      );
      record(command, { id, name }, null, { mode, document });
    }
  });
}

function toHead(
  { document, ...head }: StoredPlaybook,
  activity: Awaited<ReturnType<typeof findActivity>>,
): PlaybookHead {
  const nothing = { running: 0, asking: 0, runsToday: 0, costTodayMinor: 0 };
  return { ...head, steps: document.steps.length, ...(activity.get(head.id) ?? nothing) };
}

/** @throws NOT_FOUND */
export async function showPlaybook(ctx: AppContext, id: number): Promise<PlaybookView> {
  const { read } = ctx.db;
  const [stored, activity, versions] = await Promise.all([
    findPlaybooks(read),
    findActivity(read, ctx.clock() - DAY_MS),
    findVersions(read, id),
  ]);
  const playbook = stored.find((one) => one.id === id);
  if (!playbook) throw notFound('playbook', String(id));
  return { ...toHead(playbook, activity), document: playbook.document, versions };
}

interface Named {
  name: string;
  document: PlaybookDocument;
}

/** A new playbook, off. @throws CONFLICT `nameTaken` */
export function createPlaybook(ctx: AppContext, { name, document }: Named): Promise<{ id: number }> {
  checkSteps(document);
  return runCommand(ctx, 'playbooks.create', async (command) => {
    await refuseTaken(command, name, null);
    const mode: PlaybookMode = 'off';
    const id = await insertPlaybook(
      command.trx,
      { name, shipped: null, mode, document, actor: ctx.actor },
      command.at,
    );
    record(command, { id, name }, null, { mode, document });
    return { id };
  });
}

/** A new version, for the runs that begin from now on. @throws CONFLICT `nameTaken`, NOT_FOUND */
export function savePlaybook(
  ctx: AppContext,
  { id, name, document }: Named & { id: number },
): Promise<{ version: number }> {
  checkSteps(document);
  return runCommand(ctx, 'playbooks.save', async (command) => {
    const before = await existing(command, id);
    await refuseTaken(command, name, id);
    const version = before.version + 1;
    await insertVersion(command.trx, { playbookId: id, version, document, actor: ctx.actor }, command.at);
    await setPlaybook(command.trx, id, { name, version }, command.at);
    record(
      command,
      { id, name },
      { name: before.name, version: before.version },
      { name, version, document },
    );
    return { version };
  });
}

/** @throws NOT_FOUND */
export async function setPlaybookMode(
  ctx: AppContext,
  { id, mode }: { id: number; mode: PlaybookMode },
): Promise<void> {
  await runCommand(ctx, 'playbooks.setMode', async (command) => {
    const before = await existing(command, id);
    await setPlaybook(command.trx, id, { mode }, command.at);
    record(command, before, { mode: before.mode }, { mode });
  });
}

/** It starts no more; what it did stays. @throws NOT_FOUND */
export async function removePlaybook(ctx: AppContext, id: number): Promise<void> {
  await runCommand(ctx, 'playbooks.remove', async (command) => {
    const before = await existing(command, id);
    await setPlaybook(command.trx, id, { mode: 'off', removed_at: command.at }, command.at);
    record(command, before, { mode: before.mode }, null);
  });
}

async function existing({ trx }: Command, id: number) {
  const row = await findPlaybook(trx, id);
  if (!row) throw notFound('playbook', String(id));
  return row;
}

async function refuseTaken({ trx }: Command, name: string, except: number | null): Promise<void> {
  if (!(await isNameTaken(trx, name, except))) return;
  throw conflict(`There is a playbook called ${name} already.`, 'nameTaken', 'Choose another name.');
}

/** @throws CONFLICT `sameStep` for steps that cannot be told apart */
function checkSteps({ steps }: PlaybookDocument): void {
  const ids = steps.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice === undefined) return;
  throw conflict(`Two steps have the id ${twice}.`, 'sameStep', 'Give each step an id of its own.');
}

function record(
  command: Command,
  { id, name }: { id: number; name: string },
  before: unknown,
  after: unknown,
): void {
  command.record({ entity: 'playbook', id, key: name, before, after });
  command.publish({ type: 'playbooks.changed' });
}
