import { createHash } from 'node:crypto';
import { Client, type SFTPWrapper } from 'ssh2';
import { FeedFaultError } from '../../../connector.ts';

/** Where an SFTP server is and how to sign in there. */
export interface SftpAddress {
  host: string;
  port: number;
  user: string;
  /** `SHA256:…` of the server's key; empty: any key is refused, and named. */
  hostKey: string;
  password?: string | undefined;
  privateKey?: string | undefined;
  passphrase?: string | undefined;
}

export interface SftpSession {
  sftp: SFTPWrapper;
  end(): void;
}

const CONNECT_MS = 20_000;

/** The fingerprint of a key as `ssh-keygen -l` shows it. */
export function fingerprintOf(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function samePin(pinned: string, shown: string): boolean {
  const bare = (text: string) =>
    text
      .trim()
      .replace(/^SHA256:/i, '')
      .replace(/=+$/, '');
  return bare(pinned) !== '' && bare(pinned) === bare(shown);
}

/**
 * Signs in and opens SFTP. The server's key is compared before anything secret is sent. `onHostKey` hears of the key shown.
 * @throws FeedFaultError `hostKeyUnknown`, `hostKeyChanged`, `signInRefused`, `unreachable`, …
 */
export function openSftp(
  address: SftpAddress,
  signal: AbortSignal,
  onHostKey: (fingerprint: string) => void = () => {},
): Promise<SftpSession> {
  const client = new Client();
  let shown: string | null = null;
  let ready = false;
  return new Promise((resolve, reject) => {
    const stop = () => client.destroy();
    const fail = (error: unknown) => {
      client.destroy();
      signal.removeEventListener('abort', stop);
      reject(signal.aborted ? signal.reason : explainConnection(error, address, shown));
    };
    client.on('error', fail);
    client.on('close', () => (ready ? undefined : fail(new Error('The server closed the connection.'))));
    client.on('ready', () => {
      client.sftp((error, sftp) => {
        if (error) return fail(error);
        ready = true;
        resolve({
          sftp,
          end: () => {
            signal.removeEventListener('abort', stop);
            client.end();
          },
        });
      });
    });
    signal.addEventListener('abort', stop);
    if (signal.aborted) return fail(signal.reason);
    try {
      client.connect({
        host: address.host,
        port: address.port,
        username: address.user,
        readyTimeout: CONNECT_MS,
        keepaliveInterval: 15_000,
        ...(address.password ? { password: address.password } : {}),
        ...(address.privateKey ? { privateKey: address.privateKey } : {}),
        ...(address.passphrase ? { passphrase: address.passphrase } : {}),
        hostVerifier: (key: Buffer) => {
          shown = fingerprintOf(key);
          onHostKey(shown);
          return samePin(address.hostKey, shown);
        },
      });
    } catch (error) {
      fail(error);
    }
  });
}

const CAUSES: Record<string, [code: string, words: string, action: string]> = {
  ECONNREFUSED: ['unreachable', 'does not answer on that port', 'Check that the server runs and the port.'],
  ENOTFOUND: ['unknownHost', 'is not a known name', 'Check the address, and that this machine is online.'],
  EAI_AGAIN: ['unknownHost', 'cannot be looked up now', 'Check that this machine is online.'],
  EHOSTUNREACH: ['unreachable', 'cannot be reached', 'Check network and VPN.'],
  ENETUNREACH: ['unreachable', 'cannot be reached', 'Check network and VPN.'],
};

function explainConnection(error: unknown, address: SftpAddress, shown: string | null): FeedFaultError {
  const where = `${address.host}:${address.port}`;
  const { code, level, message } = error as { code?: string; level?: string; message?: string };
  if (shown && !samePin(address.hostKey, shown)) return hostKeyFault(address, shown);
  if (level === 'client-authentication') {
    return new FeedFaultError('signInRefused', `${where} refuses the sign-in of ${address.user}.`, {
      action: 'Check user, password or private key.',
      temporary: false,
    });
  }
  if (level === 'client-timeout') {
    return new FeedFaultError('timeOut', `${where} did not answer within ${CONNECT_MS / 1000} s.`);
  }
  const known = CAUSES[code ?? ''];
  if (known) return new FeedFaultError(known[0], `${where} ${known[1]}.`, { action: known[2] });
  if (/privateKey|passphrase/i.test(message ?? '')) {
    return new FeedFaultError('badPrivateKey', 'The private key cannot be used.', {
      action: 'Enter it as in its file (OpenSSH or PEM), and its passphrase if it has one.',
      temporary: false,
    });
  }
  return new FeedFaultError(
    'connectionLost',
    `The connection to ${where} broke off: ${message ?? 'no reason given'}`,
  );
}

function hostKeyFault(address: SftpAddress, shown: string): FeedFaultError {
  const known = address.hostKey !== '';
  return new FeedFaultError(
    known ? 'hostKeyChanged' : 'hostKeyUnknown',
    known
      ? `${address.host} shows the key ${shown}, not the one entered (${address.hostKey}).`
      : `${address.host} shows the key ${shown}, which nobody has confirmed.`,
    {
      action: known
        ? 'Ask the server’s owner whether its key was changed. Enter the new fingerprint only if it was.'
        : 'Compare it with what the server’s owner says, then enter it as fingerprint.',
      temporary: false,
    },
  );
}
