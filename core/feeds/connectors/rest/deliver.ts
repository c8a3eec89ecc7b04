import { type Delivery, FeedFaultError, type Message } from '../../connector.ts';
import type { FieldValue } from '../../record.ts';
import { type Caller, refusalIn, statusFault } from './caller.ts';
import { readJson, shortValue } from './json.ts';
import type { DeliveryRule } from './options.ts';
import { itemScope } from './paths.ts';
import type { Values } from './template.ts';
import { fieldValue, type Reading } from './values.ts';

/** Values for the templates of a message: `{{payload.number}}`, `{{message.idempotencyKey}}`. */
export function messageValues(message: Message): Values {
  const { kind, subject, idempotencyKey, createdAt, attempt, payload } = message;
  return { message: { kind, subject, idempotencyKey, createdAt, attempt }, payload };
}

/**
 * Delivers a message by the template of its kind, under its idempotency key. What the other side refuses for good is an
 * outcome with its words. @throws FeedFaultError for trouble that may pass, and for a refused sign-in.
 */
export async function deliverByTemplate(
  caller: Caller,
  rules: readonly DeliveryRule[],
  message: Message,
): Promise<Delivery> {
  const rule = rules.find(({ kind }) => kind === message.kind);
  if (!rule) {
    return {
      done: false,
      code: 'noTemplate',
      message: `This feed has no template for messages of kind ${message.kind}.`,
      action: 'Add one to the feed’s messages, or cancel the message.',
    };
  }
  const asked = await caller.build(rule.request, messageValues(message));
  if (rule.idempotencyHeader !== '') {
    asked.headers = {
      ...asked.headers,
      [rule.idempotencyHeader.toLowerCase()]: message.idempotencyKey.replace(/[^\x21-\x7e]/g, '_'),
    };
  }
  const response = await caller.respond(asked);
  const { status } = response;
  const fine = (status >= 200 && status < 300) || rule.doneStatuses.includes(status);
  if (!fine) {
    const fault = statusFault(new URL(asked.url).host, response);
    if (fault.temporary || fault.code !== 'requestRefused') throw fault;
    return { done: false, code: 'refused', message: fault.message, action: fault.action };
  }
  return answered(rule, response.text);
}

function answered(rule: DeliveryRule, text: string): Delivery {
  const wanted = Object.keys(rule.answer).length > 0;
  const read = readJson(text);
  if (!read.ok) {
    if (!wanted && !rule.failure) return { done: true };
    throw new FeedFaultError('notJson', `The answer cannot be read: ${shortValue(text)}. ${read.reason}`, {
      action: 'The message is sent again under the same key.',
    });
  }
  const refusal = refusalIn(read.value, rule.failure);
  if (refusal) return { done: false, code: 'refused', message: refusal.message, action: refusal.action };
  return wanted ? { done: true, response: mapAnswer(rule, read.value) } : { done: true };
}

/** What an answer tells, by the rules of its template; what it does not tell is left out. */
function mapAnswer(rule: DeliveryRule, answer: unknown): Record<string, FieldValue> {
  const reading: Reading = { falseIsEmpty: false, problems: [] };
  const told: Record<string, FieldValue> = {};
  for (const [field, value] of Object.entries(rule.answer)) {
    const found = fieldValue(field, value, itemScope(answer), reading);
    if (found !== null) told[field] = found;
  }
  return told;
}
