import { Command, InvalidArgumentError } from 'commander';
import { DEFAULT_SHAPE, generateInstance } from '../../solvers/sourcing/instance/generate-instance.ts';
import { writeInstanceFile } from './instance-file.ts';
import { wholeNumber } from './list-options.ts';
import { printLine } from './output.ts';

interface GenerateOptions {
  orders: number;
  facilities: number;
  products: number;
  scarcity: number;
  capacity: number;
  lines: number;
  seed: number;
  output?: string;
}

export function sourceGenerateCommand(): Command {
  return new Command('generate')
    .description(
      'Makes up a sourcing instance (format vigie-sourcing/1) to try "vigie source solve" on; the same for the same options.',
    )
    .option('--orders <n>', 'orders', wholeNumber, DEFAULT_SHAPE.orders)
    .option('--facilities <n>', 'facilities', atLeastOne, DEFAULT_SHAPE.facilities)
    .option('--products <n>', 'products', atLeastOne, DEFAULT_SHAPE.products)
    .option(
      '--scarcity <share>',
      'of stock: 0 = three times the demand, 1 = half of it',
      share,
      DEFAULT_SHAPE.scarcity,
    )
    .option('--capacity <share>', 'of facilities: 0 = no limits, 1 = tight', share, DEFAULT_SHAPE.tightness)
    .option('--lines <n>', 'lines of the longest orders', atLeastOne, DEFAULT_SHAPE.linesAtMost)
    .option('--seed <n>', 'seed', wholeNumber, DEFAULT_SHAPE.seed)
    .option('-o, --output <file>', 'write it there instead of printing it')
    .action(generate)
    .exitOverride();
}

async function generate({ capacity, lines, output, ...options }: GenerateOptions): Promise<void> {
  const instance = generateInstance({ ...options, tightness: capacity, linesAtMost: lines });
  await writeInstanceFile(output ?? null, instance);
  if (output) {
    printLine(
      `${output}: ${instance.orders.ids.length} orders, ${instance.stock.facility.length} stock positions`,
    );
  }
}

function share(text: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('A share from 0 to 1 is needed.');
}

function atLeastOne(text: string): number {
  const value = wholeNumber(text);
  if (value >= 1) return value;
  throw new InvalidArgumentError('At least 1 is needed.');
}
