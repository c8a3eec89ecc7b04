import { RPCLink } from '@orpc/client/message-port';
import { customJsonSerializers } from '../../../core/contract/wire.ts';
import type { Connection } from './connection.ts';

/** The preload posts this with the core's port; again after each restart of the core. */
export const PORT_MESSAGE = 'vigie:port';

/** Desktop: takes each port that the preload hands over. Returns a function that stops listening. */
export function connectThroughPort(connection: Connection, target: Window = window): () => void {
  let current: MessagePort | null = null;
  const accept = (port: MessagePort) => {
    current?.close();
    current = port;
    port.addEventListener('close', () => {
      if (current === port) connection.closed('reconnecting');
    });
    connection.opened(new RPCLink({ port, customJsonSerializers }));
    port.start();
  };
  const onMessage = (event: MessageEvent) => {
    const port = event.ports[0];
    if (event.source === target && event.data === PORT_MESSAGE && port) accept(port);
  };
  target.addEventListener('message', onMessage);
  return () => {
    target.removeEventListener('message', onMessage);
    current?.close();
  };
}
