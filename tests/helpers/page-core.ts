import { createORPCClient } from '@orpc/client';
import { type BrowserPortLike, RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Page } from '@playwright/test';
import type { Contract } from '../../core/contract/index.ts';
import { customJsonSerializers } from '../../core/contract/wire.ts';
import type {} from '../../renderer/lib/desktop.ts';

export type CoreClient = ContractRouterClient<Contract>;

let lines = 0;

/** Asks the shell for one more port and keeps it from the page's own connection. */
async function takePort(page: Page, name: string): Promise<void> {
  await page.evaluate(async (key) => {
    const port = await new Promise<MessagePort>((take) => {
      const onMessage = (event: MessageEvent) => {
        const [offered] = event.ports;
        if (event.data !== 'vigie:port' || !offered) return;
        event.stopImmediatePropagation();
        window.removeEventListener('message', onMessage, true);
        take(offered);
      };
      window.addEventListener('message', onMessage, true);
      void window.vigie?.requestPort();
    });
    const hear = Reflect.get(globalThis, `${key}Heard`) as (data: unknown) => void;
    port.addEventListener('message', (event) => hear(event.data));
    port.start();
    Reflect.set(globalThis, key, port);
  }, name);
}

/**
 * Typed calls from a test to the core of a running desktop application, over a real window's port of its own.
 * A line ends with its core: take a new one after a restart.
 */
export async function coreThroughPage(page: Page): Promise<CoreClient> {
  lines += 1;
  const name = `testLine${lines}`;
  const listeners: ((data: unknown) => void)[] = [];
  await page.exposeFunction(`${name}Heard`, (data: unknown) => {
    for (const listener of listeners) listener(data);
  });
  await takePort(page, name);
  const port: BrowserPortLike = {
    postMessage: (data: string) =>
      void page
        .evaluate(([key, text]) => (Reflect.get(globalThis, key) as MessagePort).postMessage(text), [
          name,
          data,
        ] as const)
        .catch(() => {}),
    onMessage: { addListener: (listener) => void listeners.push(listener) },
    onDisconnect: { addListener: () => {} },
  };
  return createORPCClient(new RPCLink({ port, customJsonSerializers }));
}
