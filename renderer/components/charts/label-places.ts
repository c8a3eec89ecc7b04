export interface Mark {
  key: string;
  label: string;
  x: number;
  y: number;
}

export interface Plot {
  width: number;
  top: number;
  bottom: number;
}

export interface LabelPlace {
  key: string;
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const LETTER_WIDTH = 7;
const HALF_LINE = 8;
const MARK_RADIUS = 8;
const GAP = 12;

const SIDES: readonly { dx: number; dy: number; anchor: LabelPlace['anchor'] }[] = [
  { dx: GAP, dy: 0, anchor: 'start' },
  { dx: -GAP, dy: 0, anchor: 'end' },
  { dx: 0, dy: -GAP - 5, anchor: 'middle' },
  { dx: 0, dy: GAP + 5, anchor: 'middle' },
  { dx: GAP, dy: -GAP - 3, anchor: 'start' },
  { dx: -GAP, dy: -GAP - 3, anchor: 'end' },
  { dx: GAP, dy: GAP + 3, anchor: 'start' },
  { dx: -GAP, dy: GAP + 3, anchor: 'end' },
];

/**
 * Where the names of marks go: beside, above or below their mark, wherever they cover no mark and no other name and stay
 * in the plot. Positions are middles of lines, in pixels. Where everything is taken, a name goes further and further down.
 */
export function placeLabels(marks: readonly Mark[], plot: Plot): LabelPlace[] {
  const taken: Box[] = marks.map(({ x, y }) => ({
    left: x - MARK_RADIUS,
    right: x + MARK_RADIUS,
    top: y - MARK_RADIUS,
    bottom: y + MARK_RADIUS,
  }));
  return marks.map((mark) => {
    const place = freePlace(mark, taken, plot);
    taken.push(boxOf(place, mark.label));
    return place;
  });
}

function freePlace(mark: Mark, taken: readonly Box[], plot: Plot): LabelPlace {
  for (let further = 0; further < plot.bottom - plot.top; further += HALF_LINE) {
    for (const { dx, dy, anchor } of SIDES) {
      const place = { key: mark.key, x: mark.x + dx, y: mark.y + dy + Math.sign(dy) * further, anchor };
      const box = boxOf(place, mark.label);
      const inside =
        box.left >= 0 && box.right <= plot.width && box.top >= plot.top && box.bottom <= plot.bottom;
      if (inside && !taken.some((other) => overlap(box, other))) return place;
    }
  }
  return { key: mark.key, x: mark.x + GAP, y: mark.y, anchor: 'start' };
}

function boxOf({ x, y, anchor }: LabelPlace, label: string): Box {
  const width = label.length * LETTER_WIDTH;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - HALF_LINE, bottom: y + HALF_LINE };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
