import { Command } from 'commander';
import { routeCheckCommand } from './route-check.ts';
import { routeSolveCommand } from './route-solve.ts';

export function routeCommand(): Command {
  return new Command('route')
    .description('Plans tours from a file, and checks plans.')
    .enablePositionalOptions()
    .addCommand(routeSolveCommand())
    .addCommand(routeCheckCommand());
}
