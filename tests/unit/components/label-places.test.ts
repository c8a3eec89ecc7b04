import { describe, expect, it } from 'vitest';
import { placeLabels } from '../../../renderer/components/charts/label-places.ts';

const plot = { width: 400, top: 0, bottom: 220 };
const mark = (key: string, x: number, y: number) => ({ key, label: `Run ${key}`, x, y });
const of = (...marks: ReturnType<typeof mark>[]) => placeLabels(marks, plot);

describe('names beside marks', () => {
  it('stand to the right, or to the left where the plot ends', () => {
    expect(of(mark('1', 100, 100))).toEqual([{ key: '1', x: 112, y: 100, anchor: 'start' }]);
    expect(of(mark('1', 380, 100))).toEqual([{ key: '1', x: 368, y: 100, anchor: 'end' }]);
  });

  it('cover no other mark: two marks side by side have theirs on the outer sides', () => {
    expect(of(mark('2', 300, 40), mark('3', 320, 40)).map(({ anchor }) => anchor)).toEqual(['end', 'start']);
  });

  it('never lie on one another, however many marks fall on one spot', () => {
    const places = of(...Array.from({ length: 6 }, (_, i) => mark(String(i), 200, 100)));
    const boxes = places.map(({ x, y, anchor }) => ({
      left: anchor === 'start' ? x : anchor === 'end' ? x - 35 : x - 17,
      y,
    }));
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        expect(Math.abs(a.left - b.left) >= 35 || Math.abs(a.y - b.y) >= 16).toBe(true);
      }
    }
  });
});
