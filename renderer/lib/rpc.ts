import { createORPCClient } from '@orpc/client';
import { type ContractRouterClient, isContractProcedure } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { useSyncExternalStore } from 'react';
import type { DesktopBridge } from '../../core/contract/desktop.ts';
import { type Contract, contract } from '../../core/contract/index.ts';
import { desktop } from './desktop.ts';
import { Connection, type ConnectionState } from './rpc/connection.ts';
import { connectThroughPort } from './rpc/port-transport.ts';
import { ReliableLink } from './rpc/reliable-link.ts';
import { connectThroughWebSocket, rpcAddress } from './rpc/websocket-transport.ts';

export { ConnectionLostError } from './rpc/connection.ts';

/** True when the procedure at this path may be asked twice. */
export function isIdempotent(path: readonly string[]): boolean {
  let node: unknown = contract;
  for (const step of path) node = (node as Record<string, unknown> | undefined)?.[step];
  if (!isContractProcedure(node)) return false;
  const meta = node['~orpc'].meta as { idempotent?: boolean };
  return meta.idempotent === true;
}

export const connection = new Connection();

let retryConnection: () => void = () => {};

function startDesktopConnection(bridge: DesktopBridge): void {
  connectThroughPort(connection);
  bridge.onCoreState((core) => {
    if (core.state === 'restarting') connection.closed('reconnecting');
    if (core.state === 'failed') connection.closed('lost', core.message);
  });
  retryConnection = () => void bridge.restartCore();
  void bridge.requestPort();
}

/** Starts the transport that fits this window: the desktop's port, else a socket to the page's server. */
export function startConnection(): void {
  if (desktop) {
    startDesktopConnection(desktop);
    return;
  }
  retryConnection = connectThroughWebSocket(connection, rpcAddress(window.location)).retry;
}

export function reconnectNow(): void {
  retryConnection();
}

/** Typed calls to the core: `await rpc.stock.list({...})`. */
export const rpc: ContractRouterClient<Contract> = createORPCClient(
  new ReliableLink(connection, isIdempotent),
);

/** TanStack Query options and keys: `useQuery(orpc.tower.kpis.queryOptions())`. */
export const orpc = createTanstackQueryUtils(rpc);

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, () => connection.state);
}
