import type { TrytonClient } from '../rpc/tryton-client.ts';
import type { Row } from '../rpc/values.ts';
import type { DirtySet } from './cursor.ts';
import { DOCUMENTS, documentKind, MOVES, POSITIONS } from './models.ts';

const PIECE = 1000;

/** Collects what must be read again: follows changed records to the documents and the stock that they touch. */
export class DirtyBook {
  readonly #client: TrytonClient;
  readonly #wanted: ReadonlySet<string>;
  readonly #documents = new Map<string, Set<number>>();
  readonly #must = new Map<number, Set<number>>();
  readonly #may = new Set<number>();

  constructor(client: TrytonClient, wanted: readonly string[]) {
    this.#client = client;
    this.#wanted = new Set(wanted);
  }

  add(model: string, ids: Iterable<number>): void {
    const known = this.#documents.get(model) ?? new Set();
    for (const id of ids) known.add(id);
    if (known.size > 0) this.#documents.set(model, known);
  }

  /** From moves to their shipments, sales, purchases and stock; from shipments to sales; from parties to open documents. */
  async follow(moveIds: readonly number[]): Promise<void> {
    await this.#followMoves(['id', 'in'], moveIds, true);
    await this.#followShipments();
    await this.#followSales();
    await this.#followParties();
    for (const id of this.#documents.get('product.product') ?? []) this.#may.add(id);
  }

  /** Whether any stock has to be counted again. */
  get touchesStock(): boolean {
    return this.#wanted.has(POSITIONS) && this.#must.size + this.#may.size > 0;
  }

  /** What is wanted of it, with the products that changed looked at in every warehouse. */
  result(warehouseIds: readonly number[]): DirtySet {
    const documents: DirtySet['documents'] = {};
    for (const { model } of DOCUMENTS) {
      const ids = this.#documents.get(model);
      if (ids && this.#wanted.has(model)) documents[model] = [...ids].sort((a, b) => a - b);
    }
    const positions: DirtySet['positions'] = {};
    if (this.#wanted.has(POSITIONS)) {
      for (const id of warehouseIds) {
        const must = [...(this.#must.get(id) ?? [])];
        if (must.length + this.#may.size > 0) positions[id] = { must, may: [...this.#may] };
      }
    }
    return { documents, positions };
  }

  async #followMoves(
    [field, operator]: readonly [string, string],
    values: readonly unknown[],
    toParents: boolean,
  ): Promise<void> {
    const fields = ['product', 'from_location.warehouse', 'to_location.warehouse', 'shipment'];
    if (toParents) fields.push('sale', 'purchase');
    for (let from = 0; from < values.length; from += PIECE) {
      const domain = [[field, operator, values.slice(from, from + PIECE)]];
      for (const move of await this.#client.search(MOVES, domain, fields)) {
        for (const end of ['from_location.', 'to_location.']) {
          const warehouse = (move[end] as Row | null)?.warehouse;
          if (typeof warehouse === 'number') this.#touchStock(warehouse, Number(move.product));
        }
        const [model, id] = typeof move.shipment === 'string' ? move.shipment.split(',') : [];
        if (model && id && DOCUMENTS.some((kind) => kind.model === model)) this.add(model, [Number(id)]);
        if (typeof move.sale === 'number') this.add('sale.sale', [move.sale]);
        if (typeof move.purchase === 'number') this.add('purchase.purchase', [move.purchase]);
      }
    }
  }

  #touchStock(warehouse: number, product: number): void {
    const products = this.#must.get(warehouse) ?? new Set();
    this.#must.set(warehouse, products.add(product));
  }

  /** A shipment that went back has lost its inventory moves without a trace: its products are counted again. */
  async #followShipments(): Promise<void> {
    for (const model of ['stock.shipment.out', 'stock.shipment.internal']) {
      const references = [...(this.#documents.get(model) ?? [])].map((id) => `${model},${id}`);
      await this.#followMoves(['shipment', 'in'], references, false);
    }
  }

  async #followSales(): Promise<void> {
    const ways = [
      ['stock.shipment.out', 'sale.sale', 'shipments'],
      ['stock.shipment.drop', 'sale.sale', 'drop_shipments'],
      ['stock.shipment.out.return', 'sale.sale', 'shipment_returns'],
      ['stock.shipment.in', 'purchase.purchase', 'shipments'],
    ] as const;
    for (const [from, to, field] of ways) await this.#followField(from, to, [field]);
  }

  /** Where a party or its address changed, so did what is still to be sent there or expected from it. */
  async #followParties(): Promise<void> {
    const ways = [
      ['sale.sale', ['party', 'shipment_party']],
      ['stock.shipment.out', ['customer']],
      ['stock.shipment.drop', ['customer', 'supplier']],
      ['stock.shipment.in', ['supplier']],
      ['purchase.purchase', ['party']],
    ] as const;
    for (const [to, fields] of ways) {
      const open = ['state', 'in', documentKind(to).openStates ?? []];
      await this.#followField('party.party', to, fields, [open]);
    }
  }

  async #followField(
    from: string,
    to: string,
    paths: readonly string[],
    domain: readonly unknown[] = [],
  ): Promise<void> {
    const ids = [...(this.#documents.get(from) ?? [])];
    if (ids.length === 0 || !this.#wanted.has(to) || !(await this.#client.has(to))) return;
    const fields = await this.#client.knownFields(to, paths);
    if (fields.length === 0) return;
    for (let at = 0; at < ids.length; at += PIECE) {
      const piece = ids.slice(at, at + PIECE);
      const any = ['OR', ...fields.map((field) => [field, 'in', piece])];
      const rows = await this.#client.search(to, [...domain, any], ['id']);
      this.add(
        to,
        rows.map((row) => Number(row.id)),
      );
    }
  }
}
