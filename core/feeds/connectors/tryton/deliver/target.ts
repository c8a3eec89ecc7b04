import type { Delivery, Message } from '../../../connector.ts';
import type { TrytonClient } from '../rpc/tryton-client.ts';
import type { Row } from '../rpc/values.ts';

/** A shipment in Tryton as it stands now. */
export interface Target {
  id: number;
  number: string;
  state: string;
  timestamp: string;
  warehouse: string;
  /** Some of its stock is taken already. */
  partly: boolean;
}

export const SHIPMENT = 'stock.shipment.out';

export function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** The id in `stock.shipment.out,12`; null when it names another model or nothing. */
export function idOf(reference: unknown, model: string): number | null {
  const [name, id] = (text(reference) ?? '').split(',');
  return name === model && id && /^\d+$/.test(id) ? Number(id) : null;
}

export function refusal(code: string, message: string, action: string | null = null): Delivery {
  return { done: false, code, message, action };
}

/** Looks up the shipment that a message is about; a refusal when this feed's Tryton does not have it. */
export async function findShipment(client: TrytonClient, { payload }: Message): Promise<Target | Delivery> {
  const upstream = text(payload.upstream);
  const number = text(payload.shipmentNumber);
  const id = idOf(upstream, SHIPMENT);
  if (upstream !== null && id === null) {
    return refusal(
      'notOurs',
      `${number ?? upstream} is no shipment of a warehouse: Tryton lets only those be assigned and packed.`,
      'See to it in Tryton.',
    );
  }
  if (id === null && number === null) return refusal('unknownShipment', 'The message names no shipment.');
  const target = await readShipment(client, id === null ? ['number', '=', number] : ['id', '=', id]);
  return (
    target ??
    refusal(
      'unknownShipment',
      `Tryton has no shipment ${number ?? upstream}: it was deleted there.`,
      'Reconcile the feed to see what is gone.',
    )
  );
}

export async function readShipment(
  client: TrytonClient,
  condition: readonly unknown[],
): Promise<Target | null> {
  const fields = ['number', 'state', 'warehouse.code', 'warehouse.name', 'partially_assigned', '_timestamp'];
  const [row] = await client.search(SHIPMENT, [condition], fields, { limit: 1 });
  if (!row) return null;
  const warehouse = row['warehouse.'] as Row | null;
  return {
    id: Number(row.id),
    number: text(row.number) ?? String(row.id),
    state: String(row.state),
    timestamp: String(row._timestamp),
    warehouse: text(warehouse?.code) ?? text(warehouse?.name) ?? '',
    partly: Boolean(row.partially_assigned),
  };
}

export function isRefusal(found: Target | Delivery): found is Delivery {
  return 'done' in found;
}
