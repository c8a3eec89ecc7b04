import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

const MOST_BYTES = 5 * 1024 * 1024;
/** Bodies held at the same time, all requests together. */
const MOST_BYTES_AT_ONCE = 64 * 1024 * 1024;

/** Reads bodies within their bounds. What is refused is still taken from the line, so that the answer can be read. */
export class BodyReader {
  #held = 0;

  read(request: IncomingMessage): Promise<Uint8Array> {
    if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return Promise.reject(tooLarge());
    const chunks: Uint8Array[] = [];
    let size = 0;
    let refusal: Refusal | null = null;
    return new Promise<Uint8Array>((resolve, reject) => {
      request.on('data', (chunk: Uint8Array) => {
        size += chunk.byteLength;
        if (refusal) {
          if (size > MOST_BYTES_AT_ONCE) request.destroy();
          return;
        }
        this.#held += chunk.byteLength;
        chunks.push(chunk);
        if (size > MOST_BYTES) refusal = tooLarge();
        else if (this.#held > MOST_BYTES_AT_ONCE) refusal = busy();
        if (!refusal) return;
        this.#held -= chunks.reduce((sum, one) => sum + one.byteLength, 0);
        chunks.length = 0;
        reject(refusal);
      });
      const cutOff = () => reject(new Refusal(400, 'BAD_REQUEST', 'The body was cut off.'));
      request.on('error', cutOff);
      request.on('close', cutOff);
      request.on('end', () => resolve(Buffer.concat(chunks)));
    }).finally(() => {
      this.#held -= chunks.reduce((sum, one) => sum + one.byteLength, 0);
      chunks.length = 0;
    });
  }
}

function tooLarge(): Refusal {
  return new Refusal(413, 'PAYLOAD_TOO_LARGE', 'More than 5 MB are not read.', {
    action: 'Send fewer records in each request.',
  });
}

function busy(): Refusal {
  return new Refusal(503, 'BUSY', 'Too much is being sent at the same time.', {
    headers: { 'retry-after': '2' },
  });
}

/** A body of JSON, checked to be that. @throws Refusal */
export async function readJsonBody(request: IncomingMessage, bodies: BodyReader): Promise<Uint8Array> {
  const type = request.headers['content-type'] ?? '';
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;.*)?$/i.test(type) || encoding !== 'identity') {
    throw new Refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Only application/json, not compressed, is read.');
  }
  const body = await bodies.read(request);
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return body;
  } catch (error) {
    const detail = error instanceof SyntaxError ? error.message.slice(0, 120) : 'it is not UTF-8';
    throw new Refusal(400, 'BAD_REQUEST', `The body is not JSON: ${detail}`);
  }
}
