import type { IncidentKind } from '../../contract/incidents.ts';
import {
  type AskReason,
  PLAYBOOK_ACTOR,
  type PlaybookDocument,
  type PlaybookMode,
  type PlaybookStep,
  type RunReason,
} from '../../contract/playbooks.ts';
import { DatabaseError } from '../../db/errors.ts';
import type { Row } from '../../db/tables.ts';
import type { AppContext } from '../context.ts';
import {
  applyOption,
  assignWithin,
  commentWithin,
  isOver,
  SETTLING,
  tellWithin,
} from '../incidents/index.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { readPreferences } from '../workspace/index.ts';
import { hoursLate, hoursSince, type OptionPrice, type PlaybookFacts } from './conditions.ts';
import { type Decision, decideStep, type Situation } from './decide-step.ts';
import { pricesOf } from './option-prices.ts';
import { findDocuments, findPlaybook, findSpent } from './playbooks.queries.ts';
import {
  findIncidentOfRun,
  findRun,
  type IncidentOfRun,
  isTakenOver,
  moveRun,
  type RunChange,
  writeStep,
} from './runs.queries.ts';

type Run = Row<'playbook_run'>;
const DAY_MS = 86_400_000;

/** Everything that a run's next step is decided and done with. */
interface Desk {
  /** Acts in the playbook's name. */
  ctx: AppContext;
  run: Run;
  playbook: string;
  incident: IncidentOfRun;
  steps: PlaybookDocument['steps'];
}

/** Somebody else has moved the run: nothing of the step is kept. */
class MovedMeanwhile extends Error {}

/** It comes to more than the playbook may spend without a yes: nothing of the step is kept. */
class NeedsYes extends Error {
  readonly reason: AskReason;
  constructor(reason: AskReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Goes on with a run, step by step, until it waits, asks or is over. */
export async function advanceRun(ctx: AppContext, id: number): Promise<void> {
  for (;;) {
    const run = await findRun(ctx.db.read, id);
    if (run?.active !== 1 || !(await advanceOnce(ctx, run))) return;
  }
}

/** @returns whether it goes on at once */
async function advanceOnce(ctx: AppContext, run: Run): Promise<boolean> {
  const { read } = ctx.db;
  const [playbook, documentOf, incident] = await Promise.all([
    findPlaybook(read, run.playbook_id),
    findDocuments(read, [run]),
    findIncidentOfRun(read, run.incident_id),
  ]);
  const document = documentOf(run);
  if (!incident || !document) throw new Error(`Run ${run.id} has lost its incident or its document.`);
  const desk: Desk = {
    ctx: { ...ctx, actor: `${PLAYBOOK_ACTOR}${playbook?.name ?? run.playbook_id}` },
    run,
    playbook: playbook?.name ?? String(run.playbook_id),
    incident,
    steps: document.steps,
  };
  const over = playbook && playbook.mode !== 'off' ? await whyOver(desk) : 'stopped';
  if (over) return end(desk, over);
  const step = document.steps[run.position] as PlaybookStep;
  const situation = await situationOf(desk, step, document, playbook?.mode as PlaybookMode);
  try {
    return await carryOut(desk, step, situation, decideStep(step, situation));
  } catch (error) {
    if (error instanceof MovedMeanwhile) return false;
    throw error;
  }
}

async function whyOver({ ctx, run, incident, steps }: Desk): Promise<RunReason | null> {
  const taken = await isTakenOver(ctx.db.read, {
    incidentId: incident.id,
    afterEventId: run.after_event_id,
  });
  if (taken) return 'takenOver';
  if (run.position >= steps.length) return 'finished';
  if (!isOver(incident)) return null;
  const last = steps[run.position - 1];
  return last?.kind === 'option' && SETTLING.has(last.option) ? 'finished' : 'incidentOver';
}

async function situationOf(
  { ctx, run, incident }: Desk,
  step: PlaybookStep,
  limits: Situation['limits'],
  mode: PlaybookMode,
): Promise<Situation> {
  const now = ctx.clock();
  const [prices, spent, { currency }] = await Promise.all([
    pricesOf(ctx, incident.id, [step]),
    findSpent(ctx.db.read, now - DAY_MS, run.playbook_id),
    readPreferences(ctx.db.read),
  ]);
  return {
    now,
    facts: factsOf(incident, now),
    option: (step.kind === 'option' && prices.get(step.option)) || null,
    mode,
    byHand: run.by_hand === 1,
    allowed: run.allowed_position === run.position,
    limits,
    currency,
    spentOfRunMinor: run.cost_minor,
    spentTodayMinor: spent.get(run.playbook_id) ?? 0,
    wakesAt: run.wakes_at,
  };
}

/** What conditions ask of an incident. */
export function factsOf(incident: IncidentOfRun, now: number): PlaybookFacts {
  const { severity, segment, carrier, facility, orders } = incident;
  const times = { promisedAt: incident.promised_at, expectedAt: incident.expected_at };
  return {
    ...{ severity, segment, carrier, facility, orders },
    kind: incident.kind as IncidentKind,
    hoursLate: hoursLate(times, now),
    hoursOpen: hoursSince(incident.detected_at, now),
    moneyMinor: incident.money_minor,
  };
}

async function carryOut(
  desk: Desk,
  step: PlaybookStep,
  situation: Situation,
  decision: Decision,
): Promise<boolean> {
  switch (decision.do) {
    case 'act':
      return act(desk, step as Extract<PlaybookStep, { kind: 'option' }>, situation);
    case 'note':
      return within(desk, async (command) => {
        await note(command, desk, step);
        await moveOn(command, desk, { state: 'done', costMinor: 0, reason: null });
      });
    case 'pass':
      return within(desk, (command) => moveOn(command, desk, { state: 'done', costMinor: 0, reason: null }));
    case 'skip':
      return within(desk, async (command) => {
        await moveOn(command, desk, { state: 'skipped', costMinor: 0, reason: decision.reason });
        await tell(command, desk, 'skipped', step);
      });
    case 'stop':
      return end(desk, 'finished');
    case 'wait':
      return hold(desk, step, { state: 'waiting', wakesAt: decision.until, reason: null });
    case 'ask':
      return hold(desk, step, { state: 'asking', wakesAt: null, reason: decision.reason });
  }
}

/** Chooses the way out and moves on, in one transaction; what has become dearer than allowed meanwhile is not done. */
async function act(
  desk: Desk,
  step: Extract<PlaybookStep, { kind: 'option' }>,
  situation: Situation,
): Promise<boolean> {
  const { ctx, incident } = desk;
  const { option } = step;
  try {
    await applyOption(ctx, { ids: [incident.id], option, bodies: {} }, async (command, result) => {
      const { applied, refused, costMinor } = result;
      if (applied.length === 0) return leaveOut(command, desk, step, refused[0]?.reason ?? null);
      const price = { ...(situation.option as OptionPrice), costMinor };
      const again = decideStep({ ...step, when: {} }, { ...situation, option: price });
      if (again.do === 'ask') throw new NeedsYes(again.reason);
      await moveOn(command, desk, { state: 'done', costMinor, reason: null });
    });
    return true;
  } catch (error) {
    if (error instanceof NeedsYes) {
      return hold(desk, step, { state: 'asking', wakesAt: null, reason: error.reason });
    }
    if (!(error instanceof DatabaseError) || error.code !== 'insufficient_stock') throw error;
    return within(desk, (command) => leaveOut(command, desk, step, null));
  }
}

/** It could not be done any more. */
async function leaveOut(command: Command, desk: Desk, step: PlaybookStep, why: string | null): Promise<void> {
  await moveOn(command, desk, { state: 'skipped', costMinor: 0, reason: 'failed' });
  await tell(command, desk, 'skipped', step, why);
}

async function note(command: Command, { ctx, incident }: Desk, step: PlaybookStep): Promise<void> {
  const about = { id: incident.id, key: incident.entity_key, actor: ctx.actor };
  if (step.kind === 'assign') await assignWithin(command, about, step.owner);
  if (step.kind === 'comment') await commentWithin(command, about, step.note);
}

/** A command in the playbook's name. @returns true: the run goes on at once */
async function within(desk: Desk, work: (command: Command) => Promise<void>): Promise<true> {
  await runCommand(desk.ctx, 'playbooks.step', work);
  return true;
}

/** The step is behind it. */
async function moveOn(
  command: Command,
  desk: Desk,
  done: { state: 'done' | 'skipped'; costMinor: number; reason: string | null },
): Promise<void> {
  const { run } = desk;
  await change(command, desk, {
    state: 'running',
    position: run.position + 1,
    wakes_at: null,
    allowed_position: null,
    cost_minor: run.cost_minor + done.costMinor,
  });
  await write(command, desk, done);
}

/** It waits, or asks, at its step; again it writes nothing. */
async function hold(
  desk: Desk,
  step: PlaybookStep,
  to: { state: 'waiting' | 'asking'; wakesAt: number | null; reason: string | null },
): Promise<false> {
  const { run } = desk;
  if (run.state === to.state && run.wakes_at === to.wakesAt) return false;
  await within(desk, async (command) => {
    await change(command, desk, {
      state: to.state,
      position: run.position,
      wakes_at: to.wakesAt,
      watches: step.kind === 'wait' && step.until ? 1 : 0,
      allowed_position: null,
      cost_minor: run.cost_minor,
    });
    await write(command, desk, { state: to.state, costMinor: 0, reason: to.reason });
    await tell(command, desk, to.state === 'asking' ? 'asked' : 'waiting', step);
  });
  return false;
}

async function end(desk: Desk, reason: RunReason): Promise<false> {
  const { run, ctx } = desk;
  await runCommand(ctx, 'playbooks.end', async (command) => {
    const well = reason === 'finished' || reason === 'incidentOver';
    await change(command, desk, {
      state: well ? 'done' : 'stopped',
      position: run.position,
      wakes_at: null,
      allowed_position: null,
      cost_minor: run.cost_minor,
      ended_at: command.at,
      reason,
    });
    await tell(command, desk, reason);
  });
  return false;
}

async function change(command: Command, { run, playbook }: Desk, to: RunChange): Promise<void> {
  if (!(await moveRun(command.trx, run, to))) throw new MovedMeanwhile();
  command.record({
    entity: 'playbookRun',
    id: run.id,
    key: playbook,
    before: { state: run.state, position: run.position, costMinor: run.cost_minor },
    after: { ...to, incidentId: run.incident_id },
  });
  command.publish({ type: 'playbooks.changed' });
}

async function write(
  command: Command,
  { run }: Desk,
  step: { state: string; costMinor: number; reason: string | null },
): Promise<void> {
  const { id: runId, position, currency } = run;
  await writeStep(command.trx, { runId, position, currency, ...step }, command.at);
}

async function tell(
  command: Command,
  { ctx, incident }: Desk,
  code: string,
  step?: PlaybookStep,
  why: string | null = null,
): Promise<void> {
  const about = { id: incident.id, key: incident.entity_key, actor: ctx.actor };
  const option = step?.kind === 'option' ? `:${step.option}` : '';
  await tellWithin(command, about, { detail: `${code}${option}`, note: why });
}
