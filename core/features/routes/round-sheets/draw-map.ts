import { type Box, HAIRLINE, INK, type Paper, QUIET, writeLine } from '../../papers/index.ts';
import type { BaseLayers, BaseShape } from './base-layers.ts';
import { clipRing, type MapFrame, mapFrame, type Spot, scaleBar, spreadBadges } from './map-frame.ts';
import type { Sheet } from './sheets.ts';

const WATER = '#dbe7f0';
const LAND = '#fafaf8';
const URBAN = '#ebe9e4';
const RIVER = '#bcd3e4';
const ROUTE = '#1f4fd8';
const BADGE_RADIUS = 6.2;
const MOST_TOWNS = 14;
const SCALE_POINTS = 90;
/** Beyond the frame, so that an area's clipped edge is not seen. */
const BLEED = 4;

/** The route on the base map, its stops by number in the order of the visits. */
export function drawMap(paper: Paper, sheet: Sheet, layers: BaseLayers, box: Box, locale: string): void {
  const points = [...(sheet.depot ? [sheet.depot] : []), ...sheet.stops];
  if (points.length === 0) return;
  const frame = mapFrame(points, box);
  paper.save();
  paper.rect(box.x, box.y, box.width, box.height).clip();
  paper.rect(box.x, box.y, box.width, box.height).fill(WATER);
  fillAreas(paper, layers.land, frame, LAND);
  fillAreas(paper, layers.urban, frame, URBAN);
  fillAreas(paper, layers.lakes, frame, WATER);
  drawLines(paper, layers.rivers, frame, RIVER, 0.8);
  drawLines(paper, layers.borders, frame, '#9aa3ae', 0.6);
  drawTowns(paper, layers, frame);
  drawRoute(paper, sheet, frame);
  drawScale(paper, frame, locale);
  paper.restore();
  paper.rect(box.x, box.y, box.width, box.height).lineWidth(0.6).stroke(HAIRLINE);
}

function isSeen({ west, east, south, north }: BaseShape, frame: MapFrame): boolean {
  return west <= frame.east && east >= frame.west && south <= frame.north && north >= frame.south;
}

function fillAreas(paper: Paper, shapes: readonly BaseShape[], frame: MapFrame, colour: string): void {
  const { x, y, width, height } = frame.box;
  const bleeding = { x: x - BLEED, y: y - BLEED, width: width + 2 * BLEED, height: height + 2 * BLEED };
  for (const shape of shapes) {
    if (!isSeen(shape, frame)) continue;
    const ring = clipRing(
      shape.positions.map(([longitude, latitude]) => frame.at(longitude, latitude)),
      bleeding,
    );
    if (ring.length > 2) paper.polygon(...ring).fill(colour);
  }
}

function drawLines(
  paper: Paper,
  shapes: readonly BaseShape[],
  frame: MapFrame,
  colour: string,
  width: number,
): void {
  for (const shape of shapes) {
    if (!isSeen(shape, frame)) continue;
    let drawn = false;
    for (let i = 1; i < shape.positions.length; i++) {
      const [a, b] = [shape.positions[i - 1], shape.positions[i]] as [Spot, Spot];
      if (
        Math.max(a[0], b[0]) < frame.west ||
        Math.min(a[0], b[0]) > frame.east ||
        Math.max(a[1], b[1]) < frame.south ||
        Math.min(a[1], b[1]) > frame.north
      ) {
        drawn = false;
        continue;
      }
      if (!drawn) paper.moveTo(...frame.at(...a));
      paper.lineTo(...frame.at(...b));
      drawn = true;
    }
    paper.lineWidth(width).lineJoin('round').stroke(colour);
  }
}

/** The larger towns first; one that would cover another's name is left out. */
function drawTowns(paper: Paper, { towns }: BaseLayers, { box, at, ...frame }: MapFrame): void {
  const written: Box[] = [];
  const seen = towns
    .filter(
      ({ longitude, latitude }) =>
        longitude > frame.west && longitude < frame.east && latitude > frame.south && latitude < frame.north,
    )
    .sort((a, b) => a.rank - b.rank);
  for (const { name, longitude, latitude } of seen) {
    if (written.length >= MOST_TOWNS) return;
    const [x, y] = at(longitude, latitude);
    paper.font('regular').fontSize(7);
    const label = { x: x + 3, y: y - 4, width: paper.widthOfString(name) + 2, height: 9 };
    if (label.x + label.width > box.x + box.width || written.some((other) => overlap(other, label))) continue;
    written.push(label);
    paper.circle(x, y, 1.2).fill(QUIET);
    writeLine(paper, name, [label.x, label.y], label.width, { size: 7, colour: QUIET });
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function drawRoute(paper: Paper, { depot, stops }: Sheet, { box, at }: MapFrame): void {
  const spots = stops.map(({ longitude, latitude }) => at(longitude, latitude));
  const home = depot ? [at(depot.longitude, depot.latitude)] : [];
  [...home, ...spots, ...home].forEach(([x, y], i) => {
    if (i === 0) paper.moveTo(x, y);
    else paper.lineTo(x, y);
  });
  paper.lineWidth(1.3).lineJoin('round').stroke(ROUTE);
  spreadBadges(spots, BADGE_RADIUS, box).forEach(([x, y], i) => {
    const [ownX, ownY] = spots[i] as Spot;
    paper.moveTo(ownX, ownY).lineTo(x, y).lineWidth(0.5).stroke(INK);
    paper.circle(ownX, ownY, 1.4).fill(ROUTE);
    paper.circle(x, y, BADGE_RADIUS).lineWidth(0.9).fillAndStroke('#ffffff', INK);
    const width = BADGE_RADIUS * 2;
    writeLine(paper, String(i + 1), [x - BADGE_RADIUS, y - 4], width, {
      size: 6.5,
      bold: true,
      align: 'center',
    });
  });
  for (const [x, y] of home)
    paper
      .rect(x - 5, y - 5, 10, 10)
      .lineWidth(1.2)
      .fillAndStroke(INK, '#ffffff');
}

function drawScale(paper: Paper, { box, metresPerPoint }: MapFrame, locale: string): void {
  const { metres, points } = scaleBar(metresPerPoint, SCALE_POINTS);
  const [x, y] = [box.x + 8, box.y + box.height - 8];
  paper
    .rect(x - 4, y - 13, points + 8, 17)
    .fillOpacity(0.85)
    .fill('#ffffff')
    .fillOpacity(1);
  paper
    .moveTo(x, y - 3)
    .lineTo(x, y)
    .lineTo(x + points, y)
    .lineTo(x + points, y - 3);
  paper.lineWidth(0.8).stroke(INK);
  const length =
    metres >= 1000
      ? `${(metres / 1000).toLocaleString(locale)}\u00A0km`
      : `${metres.toLocaleString(locale)}\u00A0m`;
  writeLine(paper, length, [x, y - 12], points, { size: 6.5, colour: QUIET, align: 'center' });
}
