import { expect, test } from 'vitest';
import { Checksum, KeySet } from '../../../../core/feeds/differences/key-set.ts';

test('a key set holds many thousand keys and no others', () => {
  const keys = new KeySet();
  for (let i = 0; i < 50_000; i++) expect(keys.add(`key-${i}`)).toBe(true);
  expect(keys.size).toBe(50_000);
  for (let i = 0; i < 50_000; i += 7) {
    expect(keys.add(`key-${i}`)).toBe(false);
    expect(keys.has(`key-${i}`)).toBe(true);
    expect(keys.has(`other-${i}`)).toBe(false);
  }
  expect(keys.size).toBe(50_000);
});

test('a checksum does not depend on the order and changes with every key and hash', () => {
  const sum = (...pairs: [string, string][]) => {
    const checksum = new Checksum();
    for (const [key, hash] of pairs) checksum.add(key, hash);
    return checksum.toString();
  };
  expect(sum(['a', '1'], ['b', '2'])).toBe(sum(['b', '2'], ['a', '1']));
  expect(sum(['a', '1'], ['b', '2'])).not.toBe(sum(['a', '2'], ['b', '1']));
  expect(sum(['a', '1'])).not.toBe(sum());
  expect(sum()).toMatch(/^0{16}$/);
});
