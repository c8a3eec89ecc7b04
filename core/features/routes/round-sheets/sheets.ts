import type {
  PlanLoad,
  PlannedRouteView,
  PlannedStopView,
  RoutePlanDetail,
} from '../../../contract/routes.ts';
import type { PaperLanguage } from '../../papers/index.ts';
import { type SheetWords, sheetWords } from './sheet-words.ts';

/** Less is told in litres. */
const SMALL_MILLILITRES = 100_000;

/** A point of a sheet's map: the depot has no number. */
export interface SheetPoint {
  latitude: number;
  longitude: number;
}

export type SheetLine =
  | {
      kind: 'stop';
      position: string;
      time: string;
      /** One line for each. */
      windows: string[];
      name: string;
      address: string;
      task: string;
      goods: string;
      reference: string;
      barcode: string;
    }
  | { kind: 'note'; time: string; text: string };

/** What one route's pages say, in words. */
export interface Sheet {
  number: string;
  vehicle: string;
  barcode: string;
  facts: { label: string; value: string }[];
  lines: SheetLine[];
  depot: SheetPoint | null;
  /** In the order of the visits; the first is number 1. */
  stops: SheetPoint[];
}

export interface SheetBook {
  title: string;
  language: PaperLanguage;
  heading: string;
  /** Null for a plan that is published. */
  warning: string | null;
  zone: string;
  sheets: Sheet[];
}

/** Which of a plan's routes get a sheet, and in which language. */
export interface SheetChoice {
  language: PaperLanguage;
  /** Numbers of routes; left out = all that have stops. */
  routes?: number[] | undefined;
}

/** Routes that get a sheet. */
export function sheetRoutes(plan: RoutePlanDetail, { routes }: SheetChoice): PlannedRouteView[] {
  return plan.routes.filter(({ number, stops }) => stops.length > 0 && (routes?.includes(number) ?? true));
}

/** The sheets of a plan's routes, all or some; times as clocks at the plan's depot show them. */
export function roundSheets(plan: RoutePlanDetail, choice: SheetChoice): SheetBook {
  const { language } = choice;
  const words = sheetWords(language);
  const day = new Intl.DateTimeFormat(words.locale, { dateStyle: 'full', timeZone: 'UTC' });
  const stops = new Map(plan.stops.map((stop) => [stop.number, stop]));
  const context = { plan, words, stops, format: formats(words, plan.timeZone) };
  return {
    title: `${words.title} · ${plan.name}`,
    language,
    heading: `${plan.name} · ${day.format(new Date(`${plan.day}T12:00:00Z`))}`,
    warning: plan.status === 'draft' ? words.draft : null,
    zone: `${words.zone} ${plan.timeZone}`,
    sheets: sheetRoutes(plan, choice).map((route) => sheetOf(route, context)),
  };
}

type Formats = ReturnType<typeof formats>;

type Context = {
  plan: RoutePlanDetail;
  words: SheetWords;
  stops: ReadonlyMap<number, PlannedStopView>;
  format: Formats;
};

function formats(words: SheetWords, timeZone: string) {
  const clock = new Intl.DateTimeFormat(words.locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const whole = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 });
  const hundredth = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 2 });
  return {
    time: (at: number) => clock.format(at),
    kilometres: (metres: number) => `${whole.format(metres / 1000)}\u00A0km`,
    goods: ({ weightGrams, volumeMillilitres }: PlanLoad) => {
      const volume =
        volumeMillilitres < SMALL_MILLILITRES
          ? `${tenth.format(volumeMillilitres / 1000)}\u00A0l`
          : `${hundredth.format(volumeMillilitres / 1e6)}\u00A0m³`;
      return `${tenth.format(weightGrams / 1000)}\u00A0kg · ${volume}`;
    },
    pallets: ({ pallets }: PlanLoad) => `${tenth.format(pallets)}\u00A0${words.pallets}`,
  };
}

function sheetOf(route: PlannedRouteView, context: Context): Sheet {
  const { plan, words, stops, format } = context;
  const depot = plan.depots.find(({ code }) => code === route.depot);
  const visits = route.stops.flatMap((number) => stops.get(number) ?? []);
  return {
    number: `${words.route} ${route.number}`,
    vehicle: route.vehicleName,
    barcode: `R${plan.id}-${route.number}`,
    facts: [
      { label: words.driver, value: route.driver ?? words.noDriver },
      { label: words.depot, value: depot ? `${depot.name} (${depot.code})` : route.depot },
      { label: words.leaves, value: format.time(route.leavesAt) },
      { label: words.returns, value: format.time(route.returnsAt) },
      { label: words.stops, value: String(visits.length) },
      { label: words.distance, value: format.kilometres(route.distanceMetres) },
      { label: words.load, value: format.goods(route.peak) },
    ],
    lines: linesOf(route, visits, depot?.name ?? route.depot, context),
    depot: depot ?? null,
    stops: visits.flatMap(({ latitude, longitude }) =>
      latitude === null || longitude === null ? [] : { latitude, longitude },
    ),
  };
}

/** Stops, and breaks where they fall; the way home last. */
function linesOf(
  route: PlannedRouteView,
  visits: readonly PlannedStopView[],
  home: string,
  { words, format }: Context,
): SheetLine[] {
  const breaks = route.breaks.map(({ startsAt, seconds }) => ({
    at: startsAt,
    line: {
      kind: 'note' as const,
      time: format.time(startsAt),
      text: `${words.break} · ${Math.round(seconds / 60)}\u00A0${words.minutes}`,
    },
  }));
  const stops = visits.map((stop, i) => ({
    at: stop.etaAt ?? route.leavesAt,
    line: stopLine(stop, i + 1, words, format),
  }));
  return [
    ...[...stops, ...breaks].sort((a, b) => a.at - b.at).map(({ line }) => line),
    { kind: 'note', time: format.time(route.returnsAt), text: `${words.returnTo} ${home}` },
  ];
}

function stopLine(stop: PlannedStopView, position: number, words: SheetWords, format: Formats): SheetLine {
  const windows = stop.windows.map(({ from, to }) => `${format.time(from)}–${format.time(to)}`);
  return {
    kind: 'stop',
    position: String(position),
    time: stop.etaAt === null ? '' : format.time(stop.etaAt),
    windows,
    name: printable(stop.name),
    address: printable(stop.address),
    task: `${words.kind[stop.kind]} · ${Math.round(stop.serviceSeconds / 60)}\u00A0${words.minutes}`,
    goods:
      stop.kind === 'transfer'
        ? `${format.goods(stop.load)} · ${format.pallets(stop.load)}`
        : format.goods(stop.load),
    reference: printable(stop.reference),
    barcode: stop.reference,
  };
}

/** Without line ends and other signs that have no shape. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}
