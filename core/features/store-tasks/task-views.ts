import type { RejectionReason } from '../../contract/rejections.ts';
import type { StoreTaskKind, StoreTaskStatus, StoreTaskView } from '../../contract/store-tasks.ts';
import { MOST_ATTEMPTS } from './pick-up-code.ts';
import { taskKind, taskStatus } from './store-task.ts';
import type { TaskRow, WaitingRow } from './tasks.queries.ts';

export interface StoreFacts {
  id: number;
  code: string;
  name: string;
  timeZone: string;
}
type Line = StoreTaskView['lines'][number];

/** An order that waits for a store's yes. Pure. */
export function waitingView(store: StoreFacts, row: WaitingRow, lines: readonly Line[]): StoreTaskView {
  return {
    ...headOf(store, row, lines),
    kind: taskKind({ ...row, facilityId: store.id }),
    status: 'waiting',
    shipment: null,
    shipmentStatus: null,
    reason: null,
    note: null,
    readyAt: null,
    expiresAt: null,
    endedAt: null,
    attemptsLeft: null,
    actor: null,
  };
}

/** A task that a store has accepted, or that is over. Pure. */
export function taskView(store: StoreFacts, row: TaskRow, lines: readonly Line[]): StoreTaskView {
  const facts = { ...row, kind: row.kind as StoreTaskKind, status: row.status as StoreTaskStatus };
  return {
    ...headOf(store, row, lines),
    kind: facts.kind,
    status: taskStatus(facts),
    shipment: row.shipment,
    shipmentStatus: row.shipmentStatus,
    reason: row.reason as RejectionReason | null,
    note: row.note,
    readyAt: row.readyAt,
    expiresAt: row.expiresAt,
    endedAt: row.endedAt,
    attemptsLeft: row.codeHash === null ? null : Math.max(0, MOST_ATTEMPTS - row.attempts),
    actor: row.actor,
  };
}

function headOf(
  store: StoreFacts,
  { order, customer, promisedAt }: { order: string; customer: string | null; promisedAt: number | null },
  lines: readonly Line[],
) {
  return {
    facility: store.code,
    facilityName: store.name,
    timeZone: store.timeZone,
    order,
    customer,
    promisedAt,
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    lines: joined(lines),
  };
}

function joined(lines: readonly Line[]): Line[] {
  const byNumber = new Map<number, Line>();
  for (const { lineNumber, sku, name, quantity } of lines) {
    const known = byNumber.get(lineNumber);
    if (known) known.quantity += quantity;
    else byNumber.set(lineNumber, { lineNumber, sku, name, quantity });
  }
  return [...byNumber.values()];
}
