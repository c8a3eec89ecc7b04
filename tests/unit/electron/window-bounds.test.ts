import { describe, expect, test } from 'vitest';
import { placeWindow } from '../../../electron/window-bounds.ts';

const primary = { x: 0, y: 0, width: 1920, height: 1040 };
const left = { x: -1600, y: 0, width: 1600, height: 900 };

describe('where a window opens', () => {
  test('at the first start: centred on the primary display', () => {
    expect(placeWindow(null, [primary])).toEqual({ x: 240, y: 70, width: 1440, height: 900 });
  });

  test('where it was, on whichever display that is', () => {
    const remembered = { x: -1500, y: 40, width: 1200, height: 700 };
    expect(placeWindow(remembered, [primary, left])).toEqual(remembered);
  });

  test('its display was unplugged: back to the primary one', () => {
    expect(placeWindow({ x: -1500, y: 40, width: 1200, height: 700 }, [primary])).toEqual({
      x: 240,
      y: 70,
      width: 1440,
      height: 900,
    });
  });

  test.each([
    { x: 1900, y: 40, width: 1200, height: 700 },
    { x: 100, y: 1030, width: 1200, height: 700 },
    { x: 100, y: -300, width: 1200, height: 700 },
  ])('too little of it would show at $x,$y', (remembered) => {
    expect(placeWindow(remembered, [primary])).toMatchObject({ x: 240, y: 70 });
  });

  test('a display that became smaller shrinks it', () => {
    expect(placeWindow({ x: 0, y: 0, width: 3000, height: 2000 }, [primary])).toEqual(primary);
  });

  test('a display smaller than the preferred size is filled', () => {
    const small = { x: 0, y: 0, width: 1280, height: 720 };
    expect(placeWindow(null, [small])).toEqual(small);
  });
});
