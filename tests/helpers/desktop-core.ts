import { createORPCClient } from '@orpc/client';
import { type BrowserPortLike, RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Page } from '@playwright/test';
import type { Contract } from '../../core/contract/index.ts';
import { customJsonSerializers } from '../../core/contract/wire.ts';
import type {} from '../../renderer/lib/desktop.ts';

export type CoreClient = ContractRouterClient<Contract>;

let lines = 0;

/** Runs before the screens' own code, and so hears of a port before they do: keeps those that a test asked for. */
function keepWantedPorts(): void {
  window.addEventListener('message', (event) => {
    const take = Reflect.get(globalThis, 'testWantsPort') as ((port: MessagePort) => void) | null;
    const [port] = event.ports;
    if (!take || event.data !== 'vigie:port' || !port) return;
    event.stopImmediatePropagation();
    Reflect.set(globalThis, 'testWantsPort', null);
    take(port);
  });
}

/** Asks the shell for a port of our own, and passes on what comes through it. */
async function takePort(page: Page, name: string): Promise<void> {
  await page.evaluate(async (key) => {
    const port = await new Promise<MessagePort>((take) => {
      Reflect.set(globalThis, 'testWantsPort', take);
      void window.vigie?.requestPort();
    });
    const hear = Reflect.get(globalThis, `${key}Heard`) as (data: unknown) => void;
    port.addEventListener('message', (event) => hear(event.data));
    port.start();
    Reflect.set(globalThis, key, port);
  }, name);
}

/** Loads the screens again so that tests can have lines of their own to the core; once for a window. */
export async function makeWayForLines(page: Page): Promise<void> {
  await page.addInitScript(keepWantedPorts);
  await page.reload();
}

/**
 * Typed calls from a test to the core of a running desktop application, over a port of their own through its window,
 * for which `makeWayForLines` has made way. A line ends with its core: take a new one after a restart.
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
