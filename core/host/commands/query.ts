import { Command } from 'commander';
import { orderFilter } from '../../contract/orders.ts';
import { stockFilter } from '../../contract/stock.ts';
import { type Client, localClient } from './client.ts';
import { type ListOptions, readFilter, withListOptions } from './list-options.ts';
import { printJson, printLine, printTable } from './output.ts';
import { withWorkspace } from './workspace.ts';

interface Answer {
  json: unknown;
  rows: Record<string, unknown>[];
  columns?: readonly string[];
  total?: number;
}

type Ask = (client: Client, options: ListOptions, key: string) => Promise<Answer>;

export function queryCommand(): Command {
  const command = new Command('query').description('Answers with figures and lists, as a table or as JSON.');
  for (const [name, { description, ask, argument }] of Object.entries(QUERIES)) {
    const one = new Command(name).description(description);
    if (argument) one.argument(argument);
    withListOptions(one).action((first: unknown, second: unknown) => {
      const [key, options] = argument ? [String(first), second as ListOptions] : ['', first as ListOptions];
      return query(ask, options, key);
    });
    command.addCommand(one);
  }
  return command;
}

async function query(ask: Ask, options: ListOptions, key: string): Promise<void> {
  await withWorkspace({ workspace: options.workspace }, async (ctx) => {
    const answer = await ask(localClient(ctx), options, key);
    if (options.json) return printJson(answer.json);
    if (answer.rows.length === 0) return printLine('Nothing found.');
    printTable(answer.rows, answer.columns);
    if (answer.total !== undefined) printLine(`${answer.rows.length} of ${answer.total}`);
  });
}

const QUERIES: Record<string, { description: string; argument?: string; ask: Ask }> = {
  kpis: {
    description: "The numbers of the Tower's strip.",
    async ask(client) {
      const { kpis, factsAt } = await client.tower.kpis();
      return {
        json: { ...Object.fromEntries(kpis.map(({ key, value }) => [key, value])), factsAt },
        rows: kpis.map(({ key, value, listed, target }) => ({
          kpi: key,
          value,
          listed,
          opens: target.screen,
        })),
      };
    },
  },
  stock: {
    description: 'Products with their stock over all facilities (or those of the filter).',
    async ask(client, options) {
      const { sort, offset, limit } = options;
      const answer = await client.stock.list({
        filter: readFilter(stockFilter, options),
        sort,
        offset,
        limit,
      });
      const columns = [
        'sku',
        'name',
        'onHand',
        'reserved',
        'available',
        'safetyStock',
        'inbound',
        'daysOfCover',
      ];
      return { json: answer, rows: answer.rows, columns, total: answer.total };
    },
  },
  product: {
    description: 'One product: its stock in every facility, inbound, waiting orders.',
    argument: '<sku>',
    async ask(client, _options, sku) {
      const product = await client.stock.product({ sku });
      const rows = product.positions.map(({ facility, ...figures }) => ({
        facility: facility.code,
        name: facility.name,
        ...figures,
      }));
      return {
        json: product,
        rows,
        columns: ['facility', 'name', 'onHand', 'reserved', 'available', 'safetyStock', 'inbound'],
      };
    },
  },
  orders: {
    description: 'Orders.',
    async ask(client, options) {
      const { sort, offset, limit } = options;
      const answer = await client.orders.list({
        filter: readFilter(orderFilter, options),
        sort,
        offset,
        limit,
      });
      const rows = answer.rows.map((row) => ({
        ...row,
        total: row.total.amountMinor / 100,
        currency: row.total.currency,
      }));
      const columns = [
        'number',
        'status',
        'channel',
        'customer',
        'city',
        'country',
        'priority',
        'units',
        'unitsAllocated',
        'total',
        'currency',
      ];
      return { json: answer, rows, columns, total: answer.total };
    },
  },
  order: {
    description: 'One order with lines, allocations, shipments and journal.',
    argument: '<number>',
    async ask(client, _options, number) {
      const detail = await client.orders.detail({ number });
      const columns = [
        'lineNumber',
        'sku',
        'name',
        'quantity',
        'quantityAllocated',
        'quantityShipped',
        'available',
      ];
      return { json: detail, rows: detail.lines, columns };
    },
  },
  facilities: {
    description: 'Facilities with their stock health.',
    async ask(client) {
      const { facilities, withoutPosition } = await client.tower.facilities();
      const columns = [
        'code',
        'name',
        'kind',
        'city',
        'country',
        'health',
        'positions',
        'belowSafety',
        'openOrders',
      ];
      return { json: { facilities, withoutPosition }, rows: facilities, columns };
    },
  },
  runs: {
    description: 'Sourcing runs, newest first.',
    async ask(client, { offset, limit }) {
      const answer = await client.sourcing.runs({ offset, limit });
      const rows = answer.rows.map((run) => ({ ...run, ...run.outcomes, cost: run.cost.amountMinor / 100 }));
      return {
        json: answer,
        rows,
        columns: ['id', 'status', 'orders', 'sourced', 'partial', 'unsourced', 'splitOrders', 'cost'],
        total: answer.total,
      };
    },
  },
  journal: {
    description: 'Who did what to which thing, newest first.',
    async ask(client, { offset, limit }) {
      const answer = await client.workspace.journal({ offset, limit });
      const rows = answer.rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
      return {
        json: answer,
        rows,
        columns: ['at', 'actor', 'procedure', 'entity', 'key', 'after'],
        total: answer.total,
      };
    },
  },
  info: {
    description: 'What the workspace holds.',
    async ask(client) {
      const info = await client.workspace.info();
      return { json: info, rows: Object.entries(info.counts).map(([what, count]) => ({ what, count })) };
    },
  },
};
