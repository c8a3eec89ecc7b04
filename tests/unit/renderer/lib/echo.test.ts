import { expect, it } from 'vitest';
import { afterEcho } from '../../../../renderer/lib/echo.ts';

it('takes a value that was told some letters ago for an echo, whenever it comes', () => {
  const told = ['', 'B', 'BA', 'BAT'];
  const after = afterEcho(told, 'B');
  expect(after).toEqual(['B', 'BA', 'BAT']);
  expect(afterEcho(after ?? [], 'BAT')).toEqual(['BAT']);
});

it('takes what was not told, or came back long ago, for a change from outside', () => {
  expect(afterEcho(['', 'B'], 'LAMP')).toBeNull();
  expect(afterEcho(['BAT'], '')).toBeNull();
});
