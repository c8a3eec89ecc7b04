import { stderr } from 'node:process';
import { RoutingFileError } from '../../solvers/routing/instance/routing-file-error.ts';
import { readVroom } from '../../solvers/routing/instance/vroom/read-vroom.ts';
import { vroomError, vroomOutput } from '../../solvers/routing/instance/vroom/vroom-output.ts';
import { type VroomProblem, vroomProblem } from '../../solvers/routing/instance/vroom/vroom-problem.ts';
import { printJson } from './output.ts';
import { runSolver, type SolverRunOptions } from './route-run.ts';

type VroomOptions = Omit<SolverRunOptions, 'time' | 'tell' | 'start'> & { time?: number };

/** So many tasks are worth a second of search, up to ten. */
const TASKS_A_SECOND = 50;
const [LEAST_SECONDS, MOST_SECONDS] = [1, 10];

/** Answers VROOM's JSON as VROOM does: its output on standard output, its code as the exit code. */
export async function solveVroom(text: string, options: VroomOptions): Promise<void> {
  const started = performance.now();
  const asked = read(text);
  if (!asked) return;
  const loading = Math.round(performance.now() - started);
  const { problem, start } = asked;
  const bySize = Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, problem.stops.length / TASKS_A_SECOND));
  const { result, seconds } = await runSolver(problem, {
    ...options,
    time: options.time ?? bySize,
    tell: ({ cost }) => String(Math.round(cost)),
    ...(start.length > 0 ? { start } : {}),
  });
  printJson(vroomOutput(asked, result, { loading, solving: Math.round(seconds * 1000) }));
}

function read(text: string): VroomProblem | null {
  try {
    return vroomProblem(readVroom(text));
  } catch (error) {
    if (!(error instanceof RoutingFileError)) throw error;
    const answer = vroomError(2, error.message);
    stderr.write(`vigie: ${error.message}\n`);
    printJson(answer);
    process.exitCode = answer.code;
    return null;
  }
}
