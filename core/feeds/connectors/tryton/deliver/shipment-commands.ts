import type { Delivery, Message } from '../../../connector.ts';
import type { TrytonTools } from '../client.ts';
import { TrytonConcurrencyError, TrytonUserError, TrytonUserWarning } from '../rpc/errors.ts';
import type { TrytonClient } from '../rpc/tryton-client.ts';
import type { Row } from '../rpc/values.ts';
import { findShipment, isRefusal, readShipment, refusal, SHIPMENT, type Target } from './target.ts';

/** How Tryton calls the states of a shipment, in their order; cancelled and draft stand outside. */
const STAGES = ['waiting', 'assigned', 'picked', 'packed', 'done'] as const;
type Stage = (typeof STAGES)[number];

interface Command {
  /** Reached, or passed: then the message has had its effect. */
  goal: Stage;
  /** The earliest state from which it may start, and what to do about an earlier one. */
  from: Stage;
  before: string;
  /** The buttons to press, by state. */
  buttons: Readonly<Partial<Record<Stage, string>>>;
}

export const COMMANDS = {
  'shipment.assign': { goal: 'assigned', from: 'waiting', before: '', buttons: { waiting: 'assign_try' } },
  'shipment.pack': {
    goal: 'packed',
    from: 'assigned',
    before: 'its stock is not assigned yet',
    buttons: { assigned: 'pick', picked: 'pack' },
  },
  'shipment.ship': {
    goal: 'done',
    from: 'packed',
    before: 'it is not packed yet',
    buttons: { packed: 'done' },
  },
} as const satisfies Record<string, Command>;

const MOST_COLLISIONS = 3;

/**
 * Takes a shipment from state to state by Tryton's own buttons. Tryton says nothing when a button does nothing, so the state
 * is read after each; what somebody changes meanwhile is read again. Repeating it has no second effect.
 */
export async function moveShipment(
  client: TrytonClient,
  tools: TrytonTools,
  message: Message,
  command: Command,
): Promise<Delivery> {
  const found = await findShipment(client, message);
  if (isRefusal(found)) return found;
  let target = found;
  for (let collisions = 0; ; ) {
    const place = STAGES.indexOf(target.state as Stage);
    if (place >= STAGES.indexOf(command.goal)) return delivered(target);
    if (place < STAGES.indexOf(command.from)) return notReady(target, command);
    const button = command.buttons[target.state as Stage];
    if (!button) return notReady(target, command);
    let collided = false;
    try {
      const refused = await press(client, tools, target, button);
      if (refused) return refused;
    } catch (error) {
      if (!(error instanceof TrytonConcurrencyError) || ++collisions >= MOST_COLLISIONS) throw error;
      collided = true;
    }
    const after = await readShipment(client, ['id', '=', target.id]);
    if (!after)
      return refusal('unknownShipment', `Shipment ${target.number} was deleted in Tryton meanwhile.`);
    if (after.state === target.state && !collided) return stuck(after, button);
    target = after;
  }
}

function delivered({ id, number, state }: Target): Delivery {
  return { done: true, response: { upstream: `${SHIPMENT},${id}`, number, state } };
}

function notReady(target: Target, { before }: Command): Delivery {
  const { number, state } = target;
  if (state === 'cancelled') {
    return refusal(
      'wrongState',
      `Shipment ${number} is cancelled in Tryton.`,
      'Reopen it there, or leave it.',
    );
  }
  if (state === 'draft') {
    return refusal(
      'wrongState',
      `Shipment ${number} is still a draft in Tryton.`,
      'Set it to waiting there first.',
    );
  }
  return refusal(
    'wrongState',
    `Shipment ${number} is ${state} in Tryton: ${before}.`,
    'Do the step before it first.',
  );
}

function stuck({ number, state }: Target, button: string): Delivery {
  return refusal(
    'noEffect',
    `Tryton did not ${button.replace('_', ' ')} shipment ${number}: it is still ${state}.`,
  );
}

/** Presses one button under the lock of what was read. @returns a refusal, or null when Tryton did it */
async function press(
  client: TrytonClient,
  tools: TrytonTools,
  target: Target,
  button: string,
): Promise<Delivery | null> {
  const context = { _timestamp: { [`${SHIPMENT},${target.id}`]: target.timestamp } };
  try {
    const answer = await pressSayingYes(client, tools, target, button, context);
    return button === 'assign_try' && answer === false ? await short(client, target) : null;
  } catch (error) {
    if (error instanceof TrytonUserWarning) {
      return refusal(
        error.code,
        `Shipment ${target.number} is ${target.state}. ${error.message}`,
        error.action,
      );
    }
    if (error instanceof TrytonUserError) return refusal(error.code, error.message, error.action);
    throw error;
  }
}

/** A warning means that nothing has happened yet: where the feed may, it says yes and presses once more. */
async function pressSayingYes(
  client: TrytonClient,
  tools: TrytonTools,
  { id }: Target,
  button: string,
  context: Row,
): Promise<unknown> {
  try {
    return await client.press(SHIPMENT, button, [id], context);
  } catch (error) {
    if (!(error instanceof TrytonUserWarning) || !tools.options.acceptWarnings) throw error;
    const { userId } = await client.session();
    await client.create('res.user.warning', { user: userId, name: error.warning, always: false });
    return client.press(SHIPMENT, button, [id], context);
  }
}

/** Says what is missing, and gives back the part that Tryton took: a refused command leaves nothing behind. */
async function short(client: TrytonClient, target: Target): Promise<Delivery> {
  const fields = [
    'inventory_moves.state',
    'inventory_moves.internal_quantity',
    'inventory_moves.product.code',
  ];
  const [row] = await client.search(SHIPMENT, [['id', '=', target.id]], fields);
  const missing = new Map<string, number>();
  for (const move of (row?.['inventory_moves.'] as Row[] | null) ?? []) {
    if (move.state !== 'draft') continue;
    const sku = String((move['product.'] as Row | null)?.code ?? '?');
    missing.set(sku, (missing.get(sku) ?? 0) + Number(move.internal_quantity ?? 0));
  }
  if (!target.partly) await client.press(SHIPMENT, 'wait', [target.id]);
  const list = [...missing].map(([sku, quantity]) => `${sku} (${quantity} missing)`).join(', ');
  return refusal(
    'stockShort',
    `${target.warehouse} has too little stock for shipment ${target.number}: ${list}.`,
    'Source the order elsewhere, ship less, or wait for what is inbound.',
  );
}
