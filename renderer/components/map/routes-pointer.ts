import type { MapMouseEvent } from 'maplibre-gl';
import type { RoutesDrawing } from './routes-drawing.ts';
import { type Leg, nearestLeg, type Position } from './routes-geometry.ts';
import { LINE_LAYERS, STOP_LAYER } from './routes-layers.ts';
import type { MapStopPlace } from './routes-map-types.ts';
import type { ScreenPoint } from './types.ts';

const REACH_PIXELS = 5;
const DROP_REACH_PIXELS = 36;
/** A press that moves less is a click. */
const STILL_PIXELS = 4;

export type RoutesHover = { kind: 'stop'; number: number } | { kind: 'route'; key: string };

export interface RoutesPointerHandlers {
  movable(): boolean;
  onHover(hover: RoutesHover | null, at: ScreenPoint): void;
  onSelectStop(number: number | null): void;
  onSelectRoute(key: string | null): void;
  /** Where the dragged stop would go; null beside every leg. */
  onTry(stop: number, place: MapStopPlace | null, at: ScreenPoint): void;
  onDrop(stop: number, place: MapStopPlace): void;
  onDragEnd(): void;
}

interface Drag {
  stop: number;
  from: ScreenPoint;
  moving: boolean;
  leg: Leg | null;
}

/** Turns pointer events into what they are about: hovering, choosing, and dragging a stop onto a leg. */
export class RoutesPointer {
  private readonly drawing: RoutesDrawing;
  private readonly handlers: RoutesPointerHandlers;
  private drag: Drag | null = null;
  private frame = 0;

  constructor(drawing: RoutesDrawing, handlers: RoutesPointerHandlers) {
    this.drawing = drawing;
    this.handlers = handlers;
    const { map } = drawing.view;
    map.on('mousedown', (event) => this.press(event));
    map.on('mousemove', (event) => this.later(event));
    map.on('mouseout', () => this.leave());
    map.on('click', (event) => this.click(event));
  }

  private at({ point }: MapMouseEvent): RoutesHover | null {
    const { map } = this.drawing.view;
    const layers = [STOP_LAYER, ...LINE_LAYERS].filter((id) => map.getLayer(id));
    if (layers.length === 0) return null;
    const found = map.queryRenderedFeatures(
      [
        [point.x - REACH_PIXELS, point.y - REACH_PIXELS],
        [point.x + REACH_PIXELS, point.y + REACH_PIXELS],
      ],
      { layers },
    );
    const first = found.find(({ layer }) => layer.id === STOP_LAYER) ?? found[0];
    if (!first) return null;
    return first.layer.id === STOP_LAYER
      ? { kind: 'stop', number: Number(first.properties.number) }
      : { kind: 'route', key: String(first.properties.key) };
  }

  private press(event: MapMouseEvent): void {
    if (!this.handlers.movable() || event.originalEvent.button !== 0) return;
    const hover = this.at(event);
    if (hover?.kind !== 'stop') return;
    event.preventDefault();
    this.drag = { stop: hover.number, from: event.point, moving: false, leg: null };
    window.addEventListener('mouseup', this.release, { once: true });
    window.addEventListener('keydown', this.escape, true);
  }

  private readonly release = (): void => {
    const { drag } = this;
    this.endDrag();
    if (drag?.moving && drag.leg) this.handlers.onDrop(drag.stop, drag.leg.place);
  };

  private readonly escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.endDrag();
  };

  private endDrag(): void {
    const moved = this.drag?.moving;
    this.drag = null;
    window.removeEventListener('mouseup', this.release);
    window.removeEventListener('keydown', this.escape, true);
    this.drawing.showDrag([], null);
    this.drawing.view.map.getCanvas().style.cursor = '';
    if (moved) this.handlers.onDragEnd();
  }

  private later(event: MapMouseEvent): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => (this.drag ? this.pull(event) : this.move(event)));
  }

  private pull({ point, lngLat }: MapMouseEvent): void {
    const { drag } = this;
    if (!drag) return;
    if (!drag.moving && Math.hypot(point.x - drag.from.x, point.y - drag.from.y) < STILL_PIXELS) return;
    drag.moving = true;
    const { depots, stops, routes, view } = this.drawing;
    view.map.getCanvas().style.cursor = 'grabbing';
    this.handlers.onHover(null, point);
    drag.leg = nearestLeg({
      routes,
      depots,
      stops,
      moved: drag.stop,
      project: (position) => view.map.project(position),
      point,
      reachPixels: DROP_REACH_PIXELS,
    });
    const own = stops.get(drag.stop);
    const origin: Position[] = own ? [[own.longitude, own.latitude]] : [];
    this.drawing.showDrag(drag.leg?.ends ?? origin, [lngLat.lng, lngLat.lat]);
    this.handlers.onTry(drag.stop, drag.leg?.place ?? null, { x: point.x, y: point.y });
  }

  private move(event: MapMouseEvent): void {
    const { map } = this.drawing.view;
    if (map.isMoving()) return;
    const hover = this.at(event);
    map.getCanvas().style.cursor = hover ? 'pointer' : '';
    this.handlers.onHover(hover, { x: event.point.x, y: event.point.y });
  }

  private leave(): void {
    cancelAnimationFrame(this.frame);
    this.handlers.onHover(null, { x: 0, y: 0 });
  }

  private click(event: MapMouseEvent): void {
    const hover = this.at(event);
    if (hover?.kind === 'stop') this.handlers.onSelectStop(hover.number);
    else if (hover) this.handlers.onSelectRoute(hover.key);
    else {
      this.handlers.onSelectStop(null);
      this.handlers.onSelectRoute(null);
    }
  }
}
