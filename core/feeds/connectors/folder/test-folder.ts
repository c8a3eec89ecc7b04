import type { TestStep } from '../../../contract/feeds.ts';
import { type ConnectorTools, FeedFaultError } from '../../connector.ts';
import { fitsPattern, isUnfinished } from './names.ts';
import type { FolderOptions } from './options.ts';
import type { FileStore } from './store/file-store.ts';
import { openStore } from './store/open-store.ts';

/** Connects, reads the listing, writes a file and takes it away again; nothing else is touched. */
export async function testFolder(tools: ConnectorTools<FolderOptions>): Promise<TestStep[]> {
  const steps: TestStep[] = [];
  const { options } = tools;
  let shown: string | null = null;
  let store: FileStore;
  try {
    store = await openStore(tools, (fingerprint) => {
      shown = fingerprint;
    });
  } catch (error) {
    if (shown)
      steps.push({ code: 'connect', ok: true, detail: `${options.host}:${options.port}`, action: null });
    return [...steps, failure(shown ? stepOf(error) : 'connect', error)];
  }
  if (options.type === 'sftp') {
    steps.push({ code: 'connect', ok: true, detail: `${options.host}:${options.port}`, action: null });
    steps.push({ code: 'hostKey', ok: true, detail: shown ?? '', action: null });
    steps.push({ code: 'signIn', ok: true, detail: options.user, action: null });
  }
  try {
    steps.push(...(await tryFolder(store, options)));
  } finally {
    await store.close();
  }
  return steps;
}

function stepOf(error: unknown): string {
  const code = error instanceof FeedFaultError ? error.code : '';
  return code.startsWith('hostKey') ? 'hostKey' : 'signIn';
}

async function tryFolder(store: FileStore, options: FolderOptions): Promise<TestStep[]> {
  const steps: TestStep[] = [];
  try {
    const files = (await store.list('')).filter(
      ({ name, type }) => type === 'file' && !isUnfinished(name) && fitsPattern(name, options.pattern),
    );
    const detail = `${files.length} files fit ${options.pattern}.`;
    steps.push({ code: 'read', ok: true, detail, action: null });
  } catch (error) {
    return [failure('read', error)];
  }
  const folders = [options.archive, options.refused, options.outgoing].filter((folder) => folder !== '');
  try {
    for (const folder of folders) {
      const probe = `${folder}/.vigie-test`;
      await store.replace(probe, '');
      await store.remove(probe);
    }
    steps.push({ code: 'write', ok: true, detail: folders.join(', '), action: null });
  } catch (error) {
    steps.push(failure('write', error));
  }
  return steps;
}

function failure(code: string, error: unknown): TestStep {
  const fault = error instanceof FeedFaultError ? error : null;
  return {
    code,
    ok: false,
    detail: error instanceof Error ? error.message : String(error),
    action: fault?.action ?? null,
  };
}
