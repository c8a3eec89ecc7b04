import { RPCLink } from '@orpc/client/websocket';
import { customJsonSerializers } from '../../../core/contract/wire.ts';
import type { Connection } from './connection.ts';

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;
const ATTEMPTS_BEFORE_LOST = 6;

export interface WebSocketTransport {
  /** Try again now instead of at the next back-off. */
  retry: () => void;
  stop: () => void;
}

/** Milliseconds before attempt number `attempt` (0 = first), doubling up to five seconds. */
export function backOffMs(attempt: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
}

/** Browser: one socket to the server that the page came from; opens another whenever it closes. */
export function connectThroughWebSocket(connection: Connection, url: string): WebSocketTransport {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let stopped = false;

  const open = () => {
    clearTimeout(timer);
    const next = new WebSocket(url);
    socket = next;
    next.addEventListener('open', () => {
      attempt = 0;
      connection.opened(new RPCLink({ websocket: next, customJsonSerializers }));
    });
    next.addEventListener('close', () => {
      if (stopped || socket !== next) return;
      connection.closed(attempt >= ATTEMPTS_BEFORE_LOST ? 'lost' : 'reconnecting');
      timer = setTimeout(open, backOffMs(attempt));
      attempt += 1;
    });
  };
  open();

  return {
    retry: () => {
      if (stopped || connection.state === 'connected') return;
      socket?.close();
      open();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}

/** The RPC socket beside this page. */
export function rpcAddress(page: Location): string {
  return `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/rpc`;
}
