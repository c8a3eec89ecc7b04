import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type DemoServerConfig, startDemoServer } from '../feeds/demo-carriers/server.ts';

/** As a process of its own: told on standard input what to be, and ended with it, so that it never outlives the core. */
async function serveAsProcess(): Promise<void> {
  const lines = createInterface({ input: stdin });
  lines.once('close', () => process.exit(0));
  const config = await new Promise<DemoServerConfig>((resolve) =>
    lines.once('line', (line) => resolve(JSON.parse(line) as DemoServerConfig)),
  );
  const { port } = await startDemoServer(config);
  stdout.write(`${JSON.stringify({ port })}\n`);
}

/** In a thread, where no process may be started: the packaged program does not run as plain Node. */
async function serveInThread(): Promise<void> {
  const { port } = await startDemoServer(workerData as DemoServerConfig);
  parentPort?.postMessage({ port });
}

await (isMainThread ? serveAsProcess() : serveInThread());
