/**
 * Expected failures are values with a code; exceptions are for the unexpected.
 * A `Failure` carries what a screen needs to word the message: a stable code and its numbers or names.
 */

export type Failure<Code extends string = string> = {
  code: Code;
  params?: Record<string, string | number>;
};

export type Result<T, E = Failure> = { ok: true; value: T } | { ok: false; error: E };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { ok: false; error: E } {
  return { ok: false, error };
}

/** Shorthand for `err({ code, params })`. */
export function failure<Code extends string>(
  code: Code,
  params?: Failure['params'],
): { ok: false; error: Failure<Code> } {
  return { ok: false, error: params ? { code, params } : { code } };
}

/** The value of a success mapped; a failure passes unchanged. */
export function mapResult<T, U, E>(result: Result<T, E>, map: (value: T) => U): Result<U, E> {
  return result.ok ? ok(map(result.value)) : result;
}

/** All values, or the first failure. */
export function allResults<T, E>(results: Iterable<Result<T, E>>): Result<T[], E> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}

/** The value of a success; a failure is thrown, for places where it would be a programming error. */
export function unwrap<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value;
  throw new Error(`Unexpected failure: ${JSON.stringify(result.error)}`);
}
