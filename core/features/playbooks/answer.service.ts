import type { AppContext } from '../context.ts';
import { assignWithin, tellWithin } from '../incidents/index.ts';
import { runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { advanceRun } from './advance.service.ts';
import { findIncidentOfRun, findRun, moveRun, writeStep } from './runs.queries.ts';
import { refusePaused } from './start.service.ts';
import { inTurn } from './turns.ts';

/** Yes does the step that a run asks for, no leaves it out. @throws NOT_FOUND; CONFLICT `paused`, `notAsking` */
export function answerRun(ctx: AppContext, { runId, yes }: { runId: number; yes: boolean }): Promise<void> {
  return inTurn(ctx, async () => {
    await refusePaused(ctx);
    await runCommand(ctx, 'playbooks.answer', async (command) => {
      const { run, incident } = await existing(ctx, runId);
      const { position, cost_minor, currency } = run;
      const next = yes ? position : position + 1;
      const moved =
        run.state === 'asking' &&
        (await moveRun(command.trx, run, {
          state: 'running',
          position: next,
          wakes_at: null,
          allowed_position: yes ? position : null,
          cost_minor,
        }));
      if (!moved) throw conflict('It does not ask for anything now.', 'notAsking', 'Look at it again.');
      if (!yes) {
        const step = { runId, position, currency, state: 'skipped', costMinor: 0, reason: 'refused' };
        await writeStep(command.trx, step, command.at);
      }
      const about = { id: incident.id, key: incident.entity_key, actor: ctx.actor };
      await tellWithin(command, about, { detail: yes ? 'allowed' : 'refused' });
      command.record({
        entity: 'playbookRun',
        id: runId,
        key: incident.entity_key,
        before: { state: run.state, position },
        after: { yes },
      });
      command.publish({ type: 'playbooks.changed' });
    });
    await advanceRun(ctx, runId);
  });
}

/** From now on the incident is the actor's: the run ends, whether paused or not. @throws NOT_FOUND; CONFLICT `over` */
export function takeOverRun(ctx: AppContext, runId: number): Promise<void> {
  return inTurn(ctx, () =>
    runCommand(ctx, 'playbooks.takeOver', async (command) => {
      const { run, incident } = await existing(ctx, runId);
      const ended =
        run.active === 1 &&
        (await moveRun(command.trx, run, {
          state: 'stopped',
          position: run.position,
          wakes_at: null,
          allowed_position: null,
          cost_minor: run.cost_minor,
          ended_at: command.at,
          reason: 'takenOver',
        }));
      if (!ended) throw conflict('It is over already.', 'over');
      const about = { id: incident.id, key: incident.entity_key, actor: ctx.actor };
      await tellWithin(command, about, { detail: 'takenOver' });
      await assignWithin(command, about, ctx.actor);
      command.record({
        entity: 'playbookRun',
        id: runId,
        key: incident.entity_key,
        before: { state: run.state, position: run.position },
        after: { takenOverBy: ctx.actor },
      });
      command.publish({ type: 'playbooks.changed' });
    }),
  );
}

async function existing({ db }: AppContext, runId: number) {
  const run = await findRun(db.read, runId);
  const incident = run && (await findIncidentOfRun(db.read, run.incident_id));
  if (!run || !incident) throw notFound('run of a playbook', String(runId));
  return { run, incident };
}
