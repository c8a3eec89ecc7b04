import type { TestStep } from '../../../contract/feeds.ts';
import { FeedFaultError } from '../../connector.ts';
import { openClient, type TrytonTools } from './client.ts';
import type { TrytonClient } from './rpc/tryton-client.ts';
import type { Row } from './rpc/values.ts';
import { DOCUMENTS, MOVES, watchedModels } from './sync/models.ts';

const WRITTEN = ['stock.shipment.out', 'stock.shipment.out.return'];

/** Tries the connection step by step and changes nothing; the first step that fails is the last one. */
export async function testTryton(tools: TrytonTools): Promise<TestStep[]> {
  const client = openClient(tools);
  const steps: TestStep[] = [];
  const attempt = async (code: string, work: () => Promise<string>): Promise<boolean> => {
    try {
      steps.push({ code, ok: true, detail: await work(), action: null });
      return true;
    } catch (error) {
      tools.signal.throwIfAborted();
      const { message, action } = wordsOf(error);
      const failed = error instanceof FeedFaultError && error.code === 'unknownSeries' ? 'version' : code;
      if (failed !== code) steps.push({ code, ok: true, detail: tools.options.url, action: null });
      steps.push({ code: failed, ok: false, detail: message, action });
      return false;
    }
  };
  let version = '';
  const answered = await attempt('connect', async () => {
    version = await client.version();
    return tools.options.url;
  });
  if (!answered) return steps;
  steps.push({ code: 'version', ok: true, detail: `Tryton ${version}`, action: null });
  const signedIn = await attempt('signIn', async () => {
    await client.session();
    return tools.options.user;
  });
  if (!signedIn) return steps;
  if (!(await attempt('rights', () => checkRights(client, tools)))) return steps;
  await attempt('read', () => readSome(client, tools));
  return steps;
}

function wordsOf(error: unknown): { message: string; action: string | null } {
  if (error instanceof FeedFaultError) return error;
  return { message: error instanceof Error ? error.message : String(error), action: null };
}

async function checkRights(client: TrytonClient, tools: TrytonTools): Promise<string> {
  const models = [
    ...watchedModels(tools.options),
    'sale.line',
    ...(tools.options.sendDecisions ? WRITTEN : []),
  ];
  const installed: string[] = [];
  for (const model of new Set(models)) if (await client.has(model)) installed.push(model);
  const rights = (await client.call('model.ir.model.access.get_access', [installed])) as Record<string, Row>;
  const lacking = (right: string, of: readonly string[]) => of.filter((model) => !rights[model]?.[right]);
  const unread = lacking('read', installed);
  const unwritten = tools.options.sendDecisions
    ? lacking(
        'write',
        WRITTEN.filter((one) => installed.includes(one)),
      )
    : [];
  if (unread.length + unwritten.length > 0) {
    const parts = [
      ...(unread.length > 0 ? [`may not read ${unread.join(', ')}`] : []),
      ...(unwritten.length > 0 ? [`may not change ${unwritten.join(', ')}`] : []),
    ];
    throw new FeedFaultError('missingRights', `${tools.options.user} ${parts.join(' and ')}.`, {
      action: 'Add the user to the groups Stock, Sales and Purchase in Tryton, or bring fewer kinds.',
      temporary: false,
    });
  }
  const missing = DOCUMENTS.filter(({ model }) => !installed.includes(model) && models.includes(model));
  const absent = missing.length > 0 ? `; not installed: ${missing.map(({ model }) => model).join(', ')}` : '';
  return `${installed.length} kinds of records${absent}`;
}

async function readSome(client: TrytonClient, tools: TrytonTools): Promise<string> {
  const counts: string[] = [];
  for (const model of watchedModels(tools.options)) {
    if (!(await client.has(model))) continue;
    const count = await client.count(
      model,
      model === MOVES ? [] : (DOCUMENTS.find((kind) => kind.model === model)?.domain ?? []),
    );
    counts.push(`${count} ${model}`);
  }
  return counts.join(', ');
}
