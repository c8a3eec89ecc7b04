import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { os, type RouterClient } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/ws';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { Connection, ConnectionLostError } from '../../../../renderer/lib/rpc/connection.ts';
import { connectThroughPort, PORT_MESSAGE } from '../../../../renderer/lib/rpc/port-transport.ts';
import { ReliableLink } from '../../../../renderer/lib/rpc/reliable-link.ts';
import { backOffMs, connectThroughWebSocket } from '../../../../renderer/lib/rpc/websocket-transport.ts';

/** A core that counts its calls, and answers only when it is said to be awake. */
function makeCore(awake: boolean) {
  const calls: string[] = [];
  const never = new Promise<never>(() => {});
  const router = {
    read: os.handler(async () => {
      calls.push('read');
      return awake ? 'read' : never;
    }),
    write: os.handler(async () => {
      calls.push('write');
      return awake ? 'written' : never;
    }),
  };
  return { calls, router };
}
type Router = ReturnType<typeof makeCore>['router'];

function clientOf(connection: Connection): RouterClient<Router> {
  return createORPCClient(new ReliableLink(connection, (path) => path[0] === 'read'));
}

const open: NodePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** The page's end of a channel whose other end a core serves. */
function serve(router: Router): { page: NodePort; core: NodePort } {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  new PortHandler(router).upgrade(port1 as never);
  port1.start();
  port2.start();
  return { page: port2, core: port1 };
}

const linkTo = (router: Router) => new RPCLink({ port: serve(router).page as never });

describe('calls over a connection that breaks', () => {
  test('wait for the first connection', async () => {
    const connection = new Connection();
    const answer = clientOf(connection).read();
    connection.opened(linkTo(makeCore(true).router));
    expect(await answer).toBe('read');
    expect(connection.state).toBe('connected');
  });

  test('a read in flight is asked again on the next connection', async () => {
    const connection = new Connection();
    const dying = makeCore(false);
    connection.opened(linkTo(dying.router));
    const answer = clientOf(connection).read();
    await vi.waitFor(() => expect(dying.calls).toEqual(['read']));
    connection.closed('reconnecting');
    const next = makeCore(true);
    connection.opened(linkTo(next.router));
    expect(await answer).toBe('read');
    expect(next.calls).toEqual(['read']);
  });

  test('a write in flight ends with ConnectionLostError and is not repeated', async () => {
    const connection = new Connection();
    const dying = makeCore(false);
    connection.opened(linkTo(dying.router));
    const answer = clientOf(connection).write();
    await vi.waitFor(() => expect(dying.calls).toEqual(['write']));
    const next = makeCore(true);
    connection.opened(linkTo(next.router));
    await expect(answer).rejects.toBeInstanceOf(ConnectionLostError);
    expect(next.calls).toEqual([]);
  });

  test('a write made while there is no connection waits for one', async () => {
    const connection = new Connection();
    connection.closed('reconnecting');
    const answer = clientOf(connection).write();
    connection.opened(linkTo(makeCore(true).router));
    expect(await answer).toBe('written');
  });

  test('a call given up while waiting ends at once', async () => {
    const connection = new Connection();
    const controller = new AbortController();
    const answer = clientOf(connection).read(undefined, { signal: controller.signal });
    controller.abort();
    await expect(answer).rejects.toThrow();
  });
});

/** What the page's window does with messages. */
function hand(target: EventTarget, port: NodePort, source: unknown = target): void {
  target.dispatchEvent(Object.assign(new Event('message'), { data: PORT_MESSAGE, ports: [port], source }));
}

describe('the port that the desktop hands over', () => {
  test('connects, and a new one replaces it after a restart of the core', async () => {
    const connection = new Connection();
    const page = new EventTarget();
    const stop = connectThroughPort(connection, page as unknown as Window);
    const first = serve(makeCore(true).router);
    hand(page, first.page);
    expect(await clientOf(connection).read()).toBe('read');
    first.core.close();
    await vi.waitFor(() => expect(connection.state).toBe('reconnecting'));
    hand(page, serve(makeCore(true).router).page);
    expect(connection.state).toBe('connected');
    expect(await clientOf(connection).write()).toBe('written');
    stop();
  });

  test('is refused from anyone but this window', () => {
    const connection = new Connection();
    const page = new EventTarget();
    const stop = connectThroughPort(connection, page as unknown as Window);
    hand(page, serve(makeCore(true).router).page, new EventTarget());
    expect(connection.state).toBe('connecting');
    stop();
  });
});

function listen(
  router: Router,
  port = 0,
): Promise<{ server: Server; sockets: WebSocketServer; port: number }> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const handler = new SocketHandler(router);
  sockets.on('connection', (socket) => void handler.upgrade(socket));
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () =>
      resolve({ server, sockets, port: (server.address() as AddressInfo).port }),
    );
  });
}

async function shut({ server, sockets }: { server: Server; sockets: WebSocketServer }): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
}

describe('the socket of a browser', () => {
  test('comes back by itself when the server does', async () => {
    const first = await listen(makeCore(true).router);
    const connection = new Connection();
    const transport = connectThroughWebSocket(connection, `ws://127.0.0.1:${first.port}`);
    expect(await clientOf(connection).read()).toBe('read');
    await shut(first);
    await vi.waitFor(() => expect(connection.state).toBe('reconnecting'));
    const second = await listen(makeCore(true).router, first.port);
    await vi.waitFor(() => expect(connection.state).toBe('connected'), 5000);
    expect(await clientOf(connection).read()).toBe('read');
    transport.stop();
    await shut(second);
  });

  test('tries less and less often, at most every five seconds', () => {
    expect([0, 1, 2, 3, 10].map(backOffMs)).toEqual([200, 400, 800, 1600, 5000]);
  });
});
