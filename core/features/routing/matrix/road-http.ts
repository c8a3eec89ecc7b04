import { RoadServerError } from './road-source.ts';

export type RoadQuestion = {
  url: URL;
  /** Sent as JSON; none = the question is in the address. */
  body?: unknown;
  headers?: Record<string, string>;
};

/** A server's answer, whatever its status: JSON, or null where it is none. */
export type RoadAnswer = { status: number; json: Record<string, unknown> | null };

const TIMEOUT_MS = 20_000;

/** An address that the user typed, as the folder that a server's paths lie in. @throws RoadServerError */
export function serverAddress(text: string): URL {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (!address || !/^https?:$/.test(address.protocol)) {
    throw new RoadServerError('unreachable', `“${text}” is not an address such as http://localhost:5000.`);
  }
  if (!address.pathname.endsWith('/')) address.pathname += '/';
  return address;
}

/** @throws RoadServerError when no answer comes; an AbortError when cancelled */
export async function ask(
  { url, body, headers }: RoadQuestion,
  signal: AbortSignal,
  timeoutMs = TIMEOUT_MS,
): Promise<RoadAnswer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, timeout]),
    });
    const text = await response.text();
    if (response.status >= 500 || response.status === 429) {
      throw new RoadServerError('refused', `${url.host} answered ${response.status}: ${excerpt(text)}`, true);
    }
    return { status: response.status, json: parsed(text) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RoadServerError) throw error;
    if (timeout.aborted) {
      throw new RoadServerError('timeOut', `${url.host} did not answer within ${timeoutMs / 1000} s.`, true);
    }
    const cause = (error as Error).cause as { code?: string } | undefined;
    throw new RoadServerError(
      'unreachable',
      `${url.host} cannot be reached (${cause?.code ?? (error as Error).message}).`,
      true,
    );
  }
}

/** An answer that refuses, as an error. */
export function refusal(host: string, { status, json }: RoadAnswer, words: unknown): RoadServerError {
  if (json === null) {
    return new RoadServerError(
      'notUnderstood',
      `${host} answered ${status} with something that is not JSON; is the address right?`,
    );
  }
  const said = typeof words === 'string' ? words : JSON.stringify(json);
  return new RoadServerError('refused', `${host} answered ${status}: ${excerpt(said)}`);
}

/** Rows and columns of numbers or null, of the size asked for. @throws RoadServerError */
export function block(value: unknown, rows: number, columns: number, host: string): (number | null)[][] {
  const fits =
    Array.isArray(value) &&
    value.length === rows &&
    value.every((row) => Array.isArray(row) && row.length === columns);
  if (!fits)
    throw new RoadServerError('notUnderstood', `${host} answered a table that is not ${rows} by ${columns}.`);
  return (value as unknown[][]).map((row) =>
    row.map((way) => (typeof way === 'number' && Number.isFinite(way) && way >= 0 ? way : null)),
  );
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
