import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const SSHD = '/usr/sbin/sshd';
const SFTP_SERVERS = [
  '/usr/lib/openssh/sftp-server',
  '/usr/libexec/openssh/sftp-server',
  '/usr/lib/ssh/sftp-server',
];

export interface SftpServer {
  port: number;
  user: string;
  /** `SHA256:…` of the key it shows. */
  hostKey: string;
  privateKey: string;
  /** The folder to be served. */
  folder: string;
  stop(): Promise<void>;
}

/** Why no SFTP server can be run here; null when one can. */
export function noSftpReason(): string | null {
  if (!existsSync(SSHD)) return `there is no ${SSHD} (package openssh-server)`;
  if (!SFTP_SERVERS.some((path) => existsSync(path)))
    return 'there is no sftp-server (package openssh-sftp-server)';
  return userInfo().uid === 0 ? null : 'sshd can be started by root only';
}

/** A real OpenSSH server on loopback with keys of its own, for one user without password. */
export async function startSftpServer(): Promise<SftpServer> {
  const home = mkdtempSync(join(tmpdir(), 'vigie-sftp-'));
  const folder = join(home, 'files');
  mkdirSync(folder);
  for (const name of ['host', 'user']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(home, name)]);
  }
  writeFileSync(join(home, 'authorized'), readFileSync(join(home, 'user.pub')));
  chmodSync(join(home, 'authorized'), 0o600);
  mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  writeFileSync(
    join(home, 'config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${join(home, 'host')}`,
      `AuthorizedKeysFile ${join(home, 'authorized')}`,
      'PermitRootLogin prohibit-password',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'UsePAM no',
      'StrictModes no',
      `PidFile ${join(home, 'pid')}`,
      `Subsystem sftp ${SFTP_SERVERS.find((path) => existsSync(path))}`,
    ].join('\n'),
  );
  const server = spawn(SSHD, ['-D', '-e', '-f', join(home, 'config')], { stdio: 'ignore' });
  await untilListening(port);
  const shown = execFileSync('ssh-keygen', ['-l', '-f', join(home, 'host.pub')], { encoding: 'utf8' });
  return {
    port,
    user: userInfo().username,
    hostKey: shown.split(' ')[1] ?? '',
    privateKey: readFileSync(join(home, 'user'), 'utf8'),
    folder,
    stop: async () => {
      await ended(server);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const end = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await end;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`sshd does not listen on port ${port}`);
}
