import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SourceCall {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: string;
}

export type SourceAnswer =
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }
  /** Promises more than it sends, then hangs up. */
  | { cutOff: string };

export interface HttpSource {
  readonly url: string;
  readonly calls: SourceCall[];
  close(): Promise<void>;
}

/** A real HTTP server on loopback that plays a system to connect to. */
export async function startSource(answer: (call: SourceCall) => SourceAnswer): Promise<HttpSource> {
  const calls: SourceCall[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const call = { method: request.method ?? '', url, headers: request.headers, body };
      calls.push(call);
      reply(response, answer(call));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function reply(response: ServerResponse, answer: SourceAnswer): void {
  if ('cutOff' in answer) {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': answer.cutOff.length + 100,
    });
    response.write(answer.cutOff, () => response.destroy());
    return;
  }
  response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
  response.end(answer.text ?? JSON.stringify(answer.json ?? null));
}
