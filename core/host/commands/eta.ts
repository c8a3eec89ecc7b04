import { Command } from 'commander';
import { etaBacktestCommand } from './eta-backtest.ts';

export function etaCommand(): Command {
  return new Command('eta')
    .description('Says when shipments arrive, and how far off it is.')
    .enablePositionalOptions()
    .addCommand(etaBacktestCommand());
}
