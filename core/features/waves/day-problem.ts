import { DateTime } from 'luxon';
import type { DayTrial, PickingLabourView, WaveTemplateView } from '../../contract/waves.ts';
import { atMinutes, type OrderPart } from './order-parts.ts';
import { takesWay } from './template-filter.ts';
import type { PickingLabour, PlannedLoad, WaveProblem, WaveSlot } from './wave-problem.ts';

export interface DaySlot extends WaveSlot {
  template: WaveTemplateView;
}

export interface DayProblem extends WaveProblem {
  orders: readonly OrderPart[];
  slots: readonly DaySlot[];
}

export interface DayFacts {
  now: number;
  timeZone: string;
  orders: readonly OrderPart[];
  templates: readonly WaveTemplateView[];
  labour: PickingLabourView;
  /** Shipments that carriers still take that day, by code. */
  carrierRoom: ReadonlyMap<string, number>;
  /** What waves that are planned already bring to the docks; none where docks are no limit. */
  planned: readonly PlannedLoad[];
}

/** A facility's day as a problem: templates of that weekday whose carriers have not left yet, pickers from now on. Pure. */
export function dayProblem(
  trial: DayTrial,
  { now, timeZone, orders, templates, labour, carrierRoom, planned }: DayFacts,
): DayProblem {
  const day = localDay(trial.day, timeZone);
  const parts = new Map(orders.map((part) => [part.orderId, part]));
  const slots = templates
    .filter(({ active, weekdays }) => active && weekdays.includes(day.weekday - 1))
    .map((template) => toSlot(template, day, trial, parts))
    .filter(({ cutOffAt }) => cutOffAt > now)
    .map((slot) => ({ ...slot, releaseAt: Math.max(slot.releaseAt, now) }))
    .sort((a, b) => a.releaseAt - b.releaseAt || a.cutOffAt - b.cutOffAt);
  return {
    now,
    orders,
    slots,
    labour: labourOf(labour, day, trial.extraPickers),
    carrierRoom,
    planned,
  };
}

/** A day as a place's calendar has it; a zone that is not known counts as UTC. */
export function localDay(day: string, timeZone: string): DateTime {
  const zoned = DateTime.fromISO(day, { zone: timeZone });
  return (zoned.isValid ? zoned : DateTime.fromISO(day, { zone: 'utc' })).startOf('day');
}

export function labourOf(labour: PickingLabourView, day: DateTime, extraPickers = 0): PickingLabour {
  return {
    pickers: Math.max(1, labour.pickers + extraPickers),
    from: atMinutes(day, labour.fromMinutes),
    to: atMinutes(day, labour.toMinutes),
    perProduct: labour.secondsPerProduct,
    perZone: labour.secondsPerZone,
    perUnit: labour.secondsPerUnit,
    perOrder: labour.secondsPerOrder,
    packingPerOrder: labour.packingSecondsPerOrder,
    dockParcelsPerHour: labour.dockParcelsPerHour,
    mostOrdersPerBatch: labour.ordersPerBatch,
  };
}

function toSlot(
  template: WaveTemplateView,
  day: DateTime,
  { releaseMinutes }: DayTrial,
  parts: ReadonlyMap<number, OrderPart>,
): DaySlot {
  return {
    template,
    releaseAt: atMinutes(day, releaseMinutes[String(template.id)] ?? template.releaseMinutes),
    cutOffAt: atMinutes(day, template.cutOffMinutes),
    mostOrders: template.mostOrders,
    mostLines: template.mostLines,
    mostUnits: template.mostUnits,
    accepts: ({ orderId }) => {
      const part = parts.get(orderId);
      return part !== undefined && matches(template, part);
    },
  };
}

function matches(template: WaveTemplateView, part: OrderPart): boolean {
  const { zones, channels, fulfilment, priorityUpTo } = template;
  return (
    takesWay(template, part.carrierCode, part.serviceKey) &&
    (zones === null || part.lines.every(({ zone }) => zones.includes(zone))) &&
    (channels === null || channels.includes(part.channel)) &&
    (fulfilment === null || fulfilment === part.fulfilment) &&
    (priorityUpTo === null || part.priority <= priorityUpTo)
  );
}
