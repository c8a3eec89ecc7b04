import type { Bounds } from './shell-state.ts';

export const SMALLEST = { width: 960, height: 600 };
const PREFERRED = { width: 1440, height: 900 };
/** So much of a window must be on a display for its user to get hold of it. */
const GRIP = 80;

function overlap(from: number, length: number, otherFrom: number, otherLength: number): number {
  return Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
}

function canBeGrabbed(window: Bounds, workArea: Bounds): boolean {
  const titleOnDisplay = window.y >= workArea.y && window.y <= workArea.y + workArea.height - GRIP;
  return titleOnDisplay && overlap(window.x, window.width, workArea.x, workArea.width) >= GRIP;
}

function centred(workArea: Bounds): Bounds {
  const width = Math.min(PREFERRED.width, workArea.width);
  const height = Math.min(PREFERRED.height, workArea.height);
  return {
    x: workArea.x + Math.round((workArea.width - width) / 2),
    y: workArea.y + Math.round((workArea.height - height) / 2),
    width,
    height,
  };
}

/**
 * Where a window opens: where it was, if a display still shows it there, else centred on the primary display.
 * @param workAreas the displays without their task bars, the primary one first
 */
export function placeWindow(remembered: Bounds | null, workAreas: readonly Bounds[]): Bounds {
  const home = workAreas.find((workArea) => remembered && canBeGrabbed(remembered, workArea));
  if (remembered && home) {
    return {
      x: remembered.x,
      y: remembered.y,
      width: Math.max(SMALLEST.width, Math.min(remembered.width, home.width)),
      height: Math.max(SMALLEST.height, Math.min(remembered.height, home.height)),
    };
  }
  const [primary] = workAreas;
  return primary ? centred(primary) : { x: 0, y: 0, ...PREFERRED };
}
