import { describe, expect, it } from 'vitest';
import { allResults, err, failure, mapResult, ok, type Result, unwrap } from '../../../core/kernel/result.ts';

describe('results', () => {
  it('carry a value or a coded failure', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(failure('stock_short', { missing: 2 })).toEqual(
      err({ code: 'stock_short', params: { missing: 2 } }),
    );
    expect(failure('gone')).toEqual(err({ code: 'gone' }));
  });

  it('map successes and pass failures', () => {
    expect(mapResult(ok(2), (value) => value * 2)).toEqual(ok(4));
    expect(mapResult(failure('gone'), () => 1)).toEqual(failure('gone'));
  });

  it('gather all values, or the first failure', () => {
    expect(allResults([ok(1), ok(2)])).toEqual(ok([1, 2]));
    const mixed: Result<number>[] = [ok(1), failure('first'), failure('second')];
    expect(allResults(mixed)).toEqual(failure('first'));
  });

  it('throw where a failure would be a programming error', () => {
    expect(unwrap(ok('value'))).toBe('value');
    expect(() => unwrap(failure('gone'))).toThrow('gone');
  });
});
