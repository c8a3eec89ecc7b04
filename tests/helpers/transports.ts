import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { RPCHandler } from '@orpc/server/message-port';
import { WebSocket } from 'ws';
import type { Contract } from '../../core/contract/index.ts';
import { customJsonSerializers } from '../../core/contract/wire.ts';
import type { AppContext } from '../../core/features/context.ts';
import { startHttpServer } from '../../core/host/http-server.ts';
import { router } from '../../core/host/router.ts';

export type CoreClient = ContractRouterClient<Contract>;

export interface Connection {
  client: CoreClient;
  close(): Promise<void>;
}

/** The two ways in which a screen reaches the core. */
export const TRANSPORTS: Record<string, (ctx: AppContext) => Promise<Connection>> = {
  MessagePort: connectByPort,
  WebSocket: connectBySocket,
};

async function connectByPort(ctx: AppContext): Promise<Connection> {
  const { port1, port2 } = new MessageChannel();
  new RPCHandler<AppContext>(router, { customJsonSerializers }).upgrade(port1, { context: ctx });
  port1.start();
  const client: CoreClient = createORPCClient(new PortLink({ port: port2, customJsonSerializers }));
  port2.start();
  return {
    client,
    close: async () => {
      port1.close();
      port2.close();
    },
  };
}

async function connectBySocket(ctx: AppContext): Promise<Connection> {
  const server = await startHttpServer(ctx, { port: 0, page: '/nonexistent' });
  const cookie = await signIn(server.signInUrl());
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/rpc`, {
    headers: { cookie, origin: server.origin },
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const client: CoreClient = createORPCClient(
    new SocketLink({ websocket: socket as never, customJsonSerializers }),
  );
  return {
    client,
    close: async () => {
      socket.terminate();
      await server.close();
    },
  };
}

/** Follows a one-time link; answers the session's cookie. */
export async function signIn(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}
