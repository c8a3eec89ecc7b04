import { type ConnectorTools, FeedFaultError } from '../../../connector.ts';
import type { FolderOptions } from '../options.ts';
import type { FileStore } from './file-store.ts';
import { localStore } from './local-store.ts';
import { openSftp, type SftpAddress } from './sftp-session.ts';
import { sftpStore } from './sftp-store.ts';

export type StoreTools = Pick<ConnectorTools<FolderOptions>, 'options' | 'signal' | 'secret' | 'hasSecret'>;

/** Opens the folder of a feed. @throws FeedFaultError in words. */
export async function openStore(
  tools: StoreTools,
  onHostKey?: (fingerprint: string) => void,
): Promise<FileStore> {
  const { options } = tools;
  for (const folder of [options.archive, options.refused, options.outgoing]) {
    if (folder !== '' && /^(?:\.\/?)+$/.test(folder)) {
      throw new FeedFaultError(
        'sameFolder',
        'Files cannot be put aside in the folder from which they are taken.',
        {
          action: 'Enter folders of their own for archive, refused files and what goes out.',
          temporary: false,
        },
      );
    }
  }
  if (options.type === 'local') return localStore(options.path);
  const address = await addressOf(tools);
  return sftpStore(options.path, await openSftp(address, tools.signal, onHostKey));
}

async function addressOf(tools: StoreTools): Promise<SftpAddress> {
  const { host, port, user, hostKey } = tools.options;
  if (host === '' || user === '') {
    throw new FeedFaultError('incomplete', 'Server and user are needed.', {
      action: 'Enter both.',
      temporary: false,
    });
  }
  const secretOf = async (name: string) =>
    (await tools.hasSecret(name)) ? await tools.secret(name) : undefined;
  return {
    host,
    port,
    user,
    hostKey,
    password: await secretOf('password'),
    privateKey: await secretOf('privateKey'),
    passphrase: await secretOf('passphrase'),
  };
}

/** One opened folder for several users of it: opened when first needed, closed when nobody uses it, opened again if need be. */
export class SharedStore {
  readonly #tools: StoreTools;
  #store: Promise<FileStore> | null = null;
  #users = 0;

  constructor(tools: StoreTools) {
    this.#tools = tools;
  }

  async use<T>(work: (store: FileStore) => Promise<T>): Promise<T> {
    this.hold();
    try {
      this.#store ??= openStore(this.#tools);
      return await work(await this.#store);
    } finally {
      await this.release();
    }
  }

  hold(): void {
    this.#users++;
  }

  async release(): Promise<void> {
    if (--this.#users > 0 || !this.#store) return;
    const store = this.#store;
    this.#store = null;
    await store.then((opened) => opened.close()).catch(() => {});
  }
}
