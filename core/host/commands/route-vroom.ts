import { stderr } from 'node:process';
import { roadMatrix, roadNoteWords } from '../../features/routing/matrix/road-matrix.ts';
import type { RoadSource } from '../../features/routing/matrix/road-source.ts';
import type { TravelProfile } from '../../solvers/routing/index.ts';
import { RoutingFileError } from '../../solvers/routing/instance/routing-file-error.ts';
import { readVroom } from '../../solvers/routing/instance/vroom/read-vroom.ts';
import type { VroomInput } from '../../solvers/routing/instance/vroom/vroom-input.ts';
import { vroomError, vroomOutput } from '../../solvers/routing/instance/vroom/vroom-output.ts';
import { type VroomProblem, vroomProblem } from '../../solvers/routing/instance/vroom/vroom-problem.ts';
import { VroomPlaces } from '../../solvers/routing/instance/vroom/vroom-travel.ts';
import { printJson } from './output.ts';
import { runSolver, type SolverRunOptions } from './route-run.ts';

type VroomOptions = Omit<SolverRunOptions, 'time' | 'tell' | 'start'> & { time?: number; roads?: RoadSource };

/** So many tasks are worth a second of search, up to ten. */
const TASKS_A_SECOND = 50;
const [LEAST_SECONDS, MOST_SECONDS] = [1, 10];

/** Answers VROOM's JSON as VROOM does: its output on standard output, its code as the exit code. */
export async function solveVroom(text: string, options: VroomOptions): Promise<void> {
  const started = performance.now();
  const asked = await read(text, options.roads);
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

async function read(text: string, roads: RoadSource | undefined): Promise<VroomProblem | null> {
  try {
    const input = readVroom(text);
    return vroomProblem(input, roads ? await roadsOf(input, roads) : new Map());
  } catch (error) {
    if (!(error instanceof RoutingFileError)) throw error;
    const answer = vroomError(2, error.message);
    stderr.write(`vigie: ${error.message}\n`);
    printJson(answer);
    process.exitCode = answer.code;
    return null;
  }
}

/** What VROOM calls a profile, a server may call otherwise: only the usual one is translated. */
const USUAL_PROFILE = 'car';

/** Asks the server for the profiles that have no matrix. */
async function roadsOf(input: VroomInput, source: RoadSource): Promise<Map<string, TravelProfile>> {
  const points = new VroomPlaces(input).points();
  const roads = new Map<string, TravelProfile>();
  if (!points) return roads;
  const profiles = new Set(
    input.vehicles.map(({ profile }) => profile).filter((name) => !input.matrices.has(name)),
  );
  for (const profile of profiles) {
    const { profile: travel, notes } = await roadMatrix(points, withProfile(source, profile));
    for (const note of notes) stderr.write(`vigie: ${roadNoteWords(note)}\n`);
    roads.set(profile, travel);
  }
  return roads;
}

function withProfile(source: RoadSource, profile: string): RoadSource {
  if (profile === USUAL_PROFILE || source.kind === 'greatCircle') return source;
  return source.kind === 'valhalla' ? { ...source, costing: profile } : { ...source, profile };
}
