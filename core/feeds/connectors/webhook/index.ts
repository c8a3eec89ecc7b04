import { z } from 'zod';
import type { Connector, ConnectorTools, Received, ReceivedRequest } from '../../connector.ts';
import { itemRules, itemsOf, kindsOf, namesDiffer, parseItem, rawItem, readJson } from '../rest/index.ts';
import { shopifyHooks } from '../rest/presets/shopify.ts';
import { type SignatureRule, verifySignature } from './signature.ts';

export { type SignatureRule, type Verified, verifySignature } from './signature.ts';

const MOST_ITEMS = 10_000;

const hookRule = itemRules.extend({
  /** Topics of which it takes the requests; without any, all that no other takes. */
  topics: z.array(z.string()).default([]),
});
type HookRule = z.infer<typeof hookRule>;

const webhookOptions = z.object({
  preset: z.enum(['none', 'shopify']).default('none').meta({
    title: 'Ready mapping',
    description:
      'shopify: orders/create, orders/updated, orders/cancelled and fulfillments, with Shopify’s signature.',
    'x-group': 'connection',
  }),
  signature: z
    .enum(['hmac', 'timestamped', 'token'])
    .default('hmac')
    .meta({
      title: 'Signature',
      description:
        'hmac: HMAC-SHA256 of the body. timestamped: t=…,v1=…. token: a shared secret in a header.',
      'x-group': 'signIn',
      'x-when': { preset: ['none'] },
    }),
  header: z
    .string()
    .min(1)
    .max(100)
    .default('X-Signature')
    .meta({ title: 'Header of the signature', 'x-group': 'signIn', 'x-when': { preset: ['none'] } }),
  encoding: z
    .enum(['hex', 'base64'])
    .default('hex')
    .meta({ title: 'Written as', 'x-group': 'signIn', 'x-when': { preset: ['none'] } }),
  prefix: z
    .string()
    .max(40)
    .default('')
    .meta({
      title: 'Begins with',
      description: 'sha256=, or Bearer and a space.',
      'x-group': 'signIn',
      'x-when': { preset: ['none'] },
    }),
  toleranceSeconds: z
    .number()
    .int()
    .min(10)
    .max(86_400)
    .default(300)
    .meta({
      title: 'Oldest accepted, seconds',
      description: 'Of timestamped signatures.',
      'x-group': 'signIn',
      'x-when': { preset: ['none'] },
    }),
  topicHeader: z.string().max(100).default('').meta({
    title: 'Header of the topic',
    description: 'Tells what a request is about; empty: there is one resource only.',
    'x-group': 'mapping',
  }),
  resources: z
    .array(hookRule)
    .max(50)
    .refine(namesDiffer, { error: 'Two resources have the same name.' })
    .default([])
    .meta({
      title: 'Resources',
      description: 'How requests are mapped; empty: those of the ready mapping.',
      'x-widget': 'json',
      'x-group': 'mapping',
    }),
});
type WebhookOptions = z.infer<typeof webhookOptions>;

const SHOPIFY_HOOKS = z.array(hookRule).parse(shopifyHooks());

function hooksOf(options: WebhookOptions): HookRule[] {
  if (options.resources.length > 0) return options.resources;
  return options.preset === 'shopify' ? SHOPIFY_HOOKS : [];
}

function signatureOf(options: WebhookOptions): SignatureRule {
  const { toleranceSeconds, prefix, encoding, header, signature: type } = options;
  if (options.preset === 'shopify') {
    return {
      type: 'hmac',
      header: 'X-Shopify-Hmac-Sha256',
      encoding: 'base64',
      prefix: '',
      toleranceSeconds,
    };
  }
  return { type, header, encoding, prefix, toleranceSeconds };
}

async function receive(tools: ConnectorTools<WebhookOptions>, request: ReceivedRequest): Promise<Received> {
  const { options } = tools;
  const secret = await tools.secret('signingSecret');
  const verified = verifySignature(signatureOf(options), secret, request, tools.clock());
  if (!verified.ok) return { accepted: false, status: 401, reason: verified.reason };
  const text = decode(request.body);
  if (text === null) return { accepted: false, status: 400, reason: 'The body is not UTF-8.' };
  const read = readJson(text);
  if (!read.ok) return { accepted: false, status: 400, reason: read.reason };
  const topicHeader = options.preset === 'shopify' ? 'x-shopify-topic' : options.topicHeader.toLowerCase();
  const topic = topicHeader === '' ? '' : (request.headers[topicHeader] ?? '');
  const hooks = hooksOf(options);
  const hook =
    hooks.find(({ topics }) => topics.includes(topic)) ?? hooks.find(({ topics }) => topics.length === 0);
  // A topic nobody asked for is taken note of, not refused: senders switch off hooks that are refused.
  if (!hook) return { accepted: true, items: [], nonce: verified.nonce };
  const items = itemsOf(read.value, hook.items);
  if (!items)
    return { accepted: false, status: 400, reason: `“${hook.items || 'The body'}” is no list of records.` };
  if (items.length > MOST_ITEMS) {
    return { accepted: false, status: 413, reason: `At most ${MOST_ITEMS} records are taken at once.` };
  }
  return { accepted: true, items: items.map((item) => rawItem(hook, item)), nonce: verified.nonce };
}

function decode(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

/** Takes what another system sends when something happens there, if it is signed. */
export const webhookConnector: Connector<WebhookOptions> = {
  id: 'webhook',
  family: 'web',
  options: webhookOptions,
  secrets: [{ name: 'signingSecret', required: true }],
  defaultIntervalSeconds: 0,
  kinds: (options) => kindsOf(hooksOf(options)),
  delivers: () => [],
  async test(tools) {
    const mapped = hooksOf(tools.options).length > 0;
    const signed = await tools.hasSecret('signingSecret');
    return [
      {
        code: 'signIn',
        ok: signed,
        detail: signed ? 'Requests must be signed with the secret.' : 'The signing secret is not set.',
        action: signed ? null : 'Enter the secret that the sender shows.',
      },
      {
        code: 'read',
        ok: mapped,
        detail: mapped
          ? hooksOf(tools.options)
              .map(({ name }) => name)
              .join(', ')
          : 'No resource is mapped.',
        action: mapped ? null : 'Choose a ready mapping, or describe a resource.',
      },
    ];
  },
  receive,
  parse: (item, options) => parseItem(item, hooksOf(options)),
};
