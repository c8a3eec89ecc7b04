import { lineError } from './routing-file-error.ts';
import type { NumberedRoute } from './routing-instance.ts';

/** A .sol: numbered routes and the cost that the file states, in whatever unit. */
export type SolutionText = { routes: NumberedRoute[]; cost: number | null };

/** Reads `Route #1: 5 3 7` and `Cost 827.3`, with or without colons. @throws RoutingFileError */
export function readSolution(text: string): SolutionText {
  const routes: NumberedRoute[] = [];
  let cost: number | null = null;
  text.split('\n').forEach((raw, i) => {
    const line = raw.trim();
    const route = /^route\s*#?\s*(\d+)\s*:?\s*(.*)$/i.exec(line);
    const stated = /^cost\s*:?\s*(\S+)$/i.exec(line);
    if (route) routes.push({ vehicle: Number(route[1]), stops: stopsOf(route[2] as string, i + 1) });
    else if (stated) {
      cost = Number(stated[1]);
      if (!Number.isFinite(cost)) throw lineError(i + 1, 'Cost', `“${stated[1]}” is not a number`);
    }
  });
  if (routes.length === 0 && cost === null) throw lineError(1, 'Route', 'no line says “Route #1: …”');
  return { routes, cost };
}

function stopsOf(text: string, line: number): number[] {
  if (text === '') return [];
  return text.split(/\s+/).map((word) => {
    if (/^\d+$/.test(word)) return Number(word);
    throw lineError(line, 'Route', `“${word}” is not the number of a stop`);
  });
}

/**
 * Writes a .sol. Where a route's number says which vehicle drives it, vehicles that stay at home have an empty line:
 * readers count the lines.
 */
export function solutionText({ routes, cost }: SolutionText, numberedVehicles: boolean): string {
  const lines: string[] = [];
  for (const { vehicle, stops } of routes) {
    while (numberedVehicles && lines.length < vehicle - 1) lines.push(`Route #${lines.length + 1}:`);
    lines.push(`Route #${vehicle}: ${stops.join(' ')}`);
  }
  return [...lines, `Cost ${cost}`, ''].join('\n');
}
