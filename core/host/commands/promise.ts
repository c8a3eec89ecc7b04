import { Command, Option } from 'commander';
import {
  PROMISE_LEVELS,
  type PromiseLevelQuote,
  type PromiseQuote,
  type PromiseRequestInput,
} from '../../contract/promise.ts';
import { localClient } from './client.ts';
import { printJson, printLine, printTable } from './output.ts';
import { UsageError } from './usage-error.ts';
import { withWorkspace } from './workspace.ts';

interface PromiseCommandOptions {
  workspace?: string;
  sku: string[];
  country?: string;
  postal?: string;
  city?: string;
  store?: string;
  level?: (typeof PROMISE_LEVELS)[number];
  hold?: boolean;
  json?: boolean;
}

export function promiseCommand(): Command {
  return new Command('promise')
    .description('Says for each service level the earliest that can be promised, from where, and why.')
    .option('-w, --workspace <file>', 'the workspace file')
    .requiredOption('-s, --sku <sku:quantity...>', 'the goods: A:2 B for two of A and one of B')
    .option('--country <code>', 'where to: ISO 3166 code of the country')
    .option('--postal <code>', 'where to: postal code')
    .option('--city <name>', 'where to: town')
    .option('--store <code>', 'click and collect at this store instead')
    .addOption(new Option('--level <level>', 'only this service level').choices(PROMISE_LEVELS))
    .option('--hold', 'hold the earliest promise and print its reference')
    .option('--json', 'print the quote as JSON')
    .action((options: PromiseCommandOptions) => {
      const request = toRequest(options);
      return withWorkspace({ workspace: options.workspace }, async (ctx) => {
        const client = localClient(ctx);
        const quote = await client.promise.quote(request);
        const held = options.hold ? await client.promise.hold(request) : null;
        if (options.json) return printJson(held ? { quote, hold: held } : quote);
        printQuote(quote);
        if (held) printLine(`Held as ${held.reference} until ${new Date(held.expiresAt).toISOString()}.`);
      });
    });
}

function toRequest(options: PromiseCommandOptions): PromiseRequestInput {
  const lines = options.sku.map(toLine);
  if (options.store) return { lines, mode: 'clickAndCollect', store: options.store };
  if (!options.country) throw new UsageError('Say where to with --country (and --postal), or --store.');
  const destination = {
    country: options.country.toUpperCase(),
    postalCode: options.postal ?? null,
    city: options.city ?? null,
  };
  return { lines, destination, ...(options.level ? { serviceLevel: options.level } : {}) };
}

/** `A:2` as two of A; a code may hold colons itself. */
function toLine(text: string): { sku: string; quantity: number } {
  const [, sku, units] = /^(.+):(\d+)$/.exec(text) ?? [];
  return sku && units ? { sku, quantity: Number(units) } : { sku: text, quantity: 1 };
}

function printQuote(quote: PromiseQuote): void {
  printTable(quote.levels.map(toRow));
  for (const { level, option } of quote.levels) {
    for (const part of option?.parts ?? []) {
      const goods = part.lines.map(({ sku, onHand, inbound }) =>
        [
          ...(onHand > 0 ? [`${onHand} × ${sku} on hand`] : []),
          ...inbound.map((use) => `${use.quantity} × ${sku} with ${use.reference}`),
        ].join(', '),
      );
      const cutOff = part.missedCutOff ? 'after the cut-off' : 'before the cut-off';
      const leaves = part.shipDay ? `leaves ${part.shipDay} ` : '';
      const service = part.service ? `by ${part.service.name}` : '';
      printLine(
        `${level ?? 'collect'}: ${part.facility.code} ${goods.join('; ')}; ${leaves}${cutOff} ${service}`.trimEnd(),
      );
    }
  }
  printLine(`${Math.round(quote.tookMs)} ms`);
}

function toRow({ level, option, none }: PromiseLevelQuote): Record<string, unknown> {
  return {
    service: level ?? 'collect',
    ships: option?.shipAt ? new Date(option.shipAt).toISOString().slice(0, 16) : '',
    'there by': option?.arriveByDay ?? '',
    cost: option ? option.cost.amountMinor / 100 : null,
    from: option?.parts.map(({ facility }) => facility.code).join(' + ') ?? none?.code ?? '',
    'back-order': option?.backOrder ? 'yes' : '',
  };
}
