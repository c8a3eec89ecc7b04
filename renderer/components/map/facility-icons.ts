import type { MapColours } from './colours.ts';
import type { MapFacilityKind, MapHealth } from './types.ts';

export const ICON_PIXEL_RATIO = 2;
const SIZE = 24;

export const FACILITY_KINDS: readonly MapFacilityKind[] = ['warehouse', 'store', 'supplier', 'thirdParty'];
export const HEALTHS: readonly MapHealth[] = ['good', 'low', 'out', 'none'];

type Canvas = OffscreenCanvasRenderingContext2D;

function polygon(points: readonly (readonly [number, number])[]): Path2D {
  const path = new Path2D();
  for (const [x, y] of points) path.lineTo(x, y);
  path.closePath();
  return path;
}

/** The outline that says what kind of facility it is, in a 24 × 24 square. */
export function facilityOutline(kind: MapFacilityKind): Path2D {
  if (kind === 'store') {
    const circle = new Path2D();
    circle.arc(12, 12, 7, 0, 2 * Math.PI);
    return circle;
  }
  if (kind === 'warehouse')
    return polygon([
      [4.5, 19.5],
      [4.5, 9.5],
      [12, 4],
      [19.5, 9.5],
      [19.5, 19.5],
    ]);
  if (kind === 'supplier')
    return polygon([
      [12, 3],
      [21, 12],
      [12, 21],
      [3, 12],
    ]);
  return polygon([
    [12, 3.5],
    [19.5, 7.75],
    [19.5, 16.25],
    [12, 20.5],
    [4.5, 16.25],
    [4.5, 7.75],
  ]);
}

/** Full: good; half full: low; empty and crossed out: out; empty and thin: no stock kept. */
function drawHealth(canvas: Canvas, outline: Path2D, health: MapHealth, colours: MapColours): void {
  const colour = colours.health[health];
  canvas.fillStyle = health === 'good' ? colour : colours.paper;
  canvas.fill(outline);
  canvas.save();
  canvas.clip(outline);
  canvas.fillStyle = colour;
  if (health === 'low') canvas.fillRect(0, 12.5, SIZE, SIZE);
  canvas.strokeStyle = colour;
  canvas.lineWidth = 2;
  if (health === 'out')
    for (const direction of [-1, 1]) strokeLine(canvas, 12 - 3 * direction, 9.5, 12 + 3 * direction, 15.5);
  canvas.restore();
  canvas.strokeStyle = colour;
  canvas.lineWidth = health === 'none' ? 1.2 : 2;
  canvas.stroke(outline);
}

function strokeLine(canvas: Canvas, x1: number, y1: number, x2: number, y2: number): void {
  canvas.beginPath();
  canvas.moveTo(x1, y1);
  canvas.lineTo(x2, y2);
  canvas.stroke();
}

function draw(size: number, paint: (canvas: Canvas) => void): ImageData {
  const surface = new OffscreenCanvas(size * ICON_PIXEL_RATIO, size * ICON_PIXEL_RATIO);
  const canvas = surface.getContext('2d');
  if (!canvas) return new ImageData(size * ICON_PIXEL_RATIO, size * ICON_PIXEL_RATIO);
  canvas.scale(ICON_PIXEL_RATIO, ICON_PIXEL_RATIO);
  canvas.lineJoin = 'round';
  canvas.lineCap = 'round';
  paint(canvas);
  return canvas.getImageData(0, 0, surface.width, surface.height);
}

function facilityIcon(kind: MapFacilityKind, health: MapHealth, colours: MapColours): ImageData {
  return draw(SIZE, (canvas) => {
    const outline = facilityOutline(kind);
    canvas.strokeStyle = colours.paper;
    canvas.lineWidth = 4.5;
    canvas.stroke(outline);
    drawHealth(canvas, outline, health, colours);
  });
}

/** Several facilities in one place: a card whose foot says the worst health among them. */
function clusterIcon(health: MapHealth, colours: MapColours): ImageData {
  return draw(34, (canvas) => {
    const card = new Path2D();
    card.roundRect(4, 5, 26, 24, 6);
    canvas.strokeStyle = colours.paper;
    canvas.lineWidth = 4;
    canvas.stroke(card);
    canvas.fillStyle = colours.paper;
    canvas.fill(card);
    canvas.save();
    canvas.clip(card);
    canvas.fillStyle = colours.health[health];
    if (health === 'out') canvas.fillRect(4, 24, 26, 5);
    if (health === 'low') canvas.fillRect(4, 24, 13, 5);
    canvas.restore();
    canvas.strokeStyle = colours.ink;
    canvas.lineWidth = 1.5;
    canvas.stroke(card);
  });
}

/** A shipment under way, pointing north; a late one is larger and hollow, so that shape says it too. */
function shipmentIcon(late: boolean, colours: MapColours): ImageData {
  const arrow = polygon([
    [12, 4],
    [18, 19],
    [12, 15.5],
    [6, 19],
  ]);
  return draw(SIZE, (canvas) => {
    canvas.strokeStyle = colours.paper;
    canvas.lineWidth = 4;
    canvas.stroke(arrow);
    canvas.fillStyle = late ? colours.paper : colours.accent;
    canvas.strokeStyle = late ? colours.late : colours.accent;
    canvas.lineWidth = late ? 2.4 : 1;
    canvas.fill(arrow);
    canvas.stroke(arrow);
  });
}

function portIcon(colours: MapColours): ImageData {
  return draw(16, (canvas) => {
    canvas.strokeStyle = colours.countryLabel;
    canvas.lineWidth = 1.4;
    strokeLine(canvas, 8, 5, 8, 13);
    strokeLine(canvas, 5.5, 7, 10.5, 7);
    canvas.beginPath();
    canvas.arc(8, 9, 4.2, 0.35, Math.PI - 0.35);
    canvas.stroke();
    canvas.beginPath();
    canvas.arc(8, 3.6, 1.4, 0, 2 * Math.PI);
    canvas.stroke();
  });
}

function airportIcon(colours: MapColours): ImageData {
  const plane = polygon([
    [8, 1.5],
    [9, 3.5],
    [9, 6.5],
    [14, 10],
    [14, 11.2],
    [9, 9.5],
    [9, 12.2],
    [10.8, 13.7],
    [10.8, 14.6],
    [8, 13.8],
    [5.2, 14.6],
    [5.2, 13.7],
    [7, 12.2],
    [7, 9.5],
    [2, 11.2],
    [2, 10],
    [7, 6.5],
    [7, 3.5],
  ]);
  return draw(16, (canvas) => {
    canvas.fillStyle = colours.countryLabel;
    canvas.fill(plane);
  });
}

/** Every image the map's layers name, in the colours of one scheme. */
export function mapImages(colours: MapColours): Map<string, ImageData> {
  const images = new Map<string, ImageData>();
  for (const health of HEALTHS) {
    for (const kind of FACILITY_KINDS) images.set(`${kind}-${health}`, facilityIcon(kind, health, colours));
    images.set(`cluster-${health}`, clusterIcon(health, colours));
  }
  images.set('shipment', shipmentIcon(false, colours));
  images.set('shipment-late', shipmentIcon(true, colours));
  images.set('port', portIcon(colours));
  images.set('airport', airportIcon(colours));
  return images;
}
