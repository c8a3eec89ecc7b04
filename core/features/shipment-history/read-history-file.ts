import { type CategoryColumn, DAY_MS, type ShipmentHistory } from '../../solvers/eta/index.ts';
import { GrowingNames, GrowingNumbers } from '../eta/index.ts';
import { type Cell, openTables, type TableSource } from '../import/index.ts';
import { dateReader, readingOf } from './date-column.ts';
import { giveAways } from './give-aways.ts';
import {
  assignRoles,
  columnNamed,
  DATE_ROLES,
  type DateRole,
  ROLES,
  type Role,
  type RoleColumns,
} from './roles.ts';
import { type ColumnSurvey, isMissing, numberOf, surveyColumns } from './survey.ts';

/** A cell that could not be understood; its row is left out, or its value where that is enough. */
export interface RowProblem {
  row: number;
  field: string;
  value: string;
  reason: string;
}

export interface ReadHistoryOptions {
  /** Role = name of its column, where the names do not tell. */
  map: Partial<Record<Role, string>>;
  /** Columns that are not to be used. */
  ignore: readonly string[];
  /** Columns that are to be used although they look as if they gave the outcome away. */
  keep: readonly string[];
  /** Days before its promise at which a shipment without a date of departure is forecast. */
  leadDays?: number;
  signal?: AbortSignal;
  progress?: (share: number) => void;
}

export interface HistoryFile {
  history: ShipmentHistory;
  ids: string[];
  rows: number;
  notDelivered: number;
  problems: { count: number; first: RowProblem[] };
  columns: {
    roles: Partial<Record<Role, string>>;
    features: string[];
    ignored: { column: string; reason: string }[];
  };
  /** Said about the reading: dates that a spreadsheet had turned round, shipments without a departure. */
  remarks: string[];
  leadDays: number;
}

/** The file cannot be read as a history of shipments; says which column is missing and how to name it. */
export class HistoryFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'HistoryFileError';
  }
}

const MOST_PROBLEMS = 100;
const MOST_LEAD_DAYS = 30;
const USUAL_LEAD_DAYS = 7;
const LONGEST_DAYS = 1500;

/** Reads a history of shipments from a CSV file or workbook, gzipped or not. Twice: first what its columns hold. */
export async function readHistoryFile(path: string, options: ReadHistoryOptions): Promise<HistoryFile> {
  const [table] = await openTables(path);
  if (!table) throw new HistoryFileError('The file holds no table.');
  const roles = rolesOf(table, options);
  const survey = await surveyColumns(table, options.signal);
  const reading = new HistoryReading(table, roles, survey, options);
  for await (const { cells, rowNumbers } of table.batches({
    signal: options.signal,
    progress: options.progress,
  })) {
    for (const [i, record] of cells.entries()) reading.add(record, rowNumbers[i] ?? 0);
  }
  return reading.finish();
}

function rolesOf(table: TableSource, { map }: ReadHistoryOptions): RoleColumns {
  const told: RoleColumns = {};
  for (const role of ROLES) {
    const name = map[role];
    if (name === undefined) continue;
    const column = columnNamed(table.columns, name);
    if (column < 0)
      throw new HistoryFileError(
        `The file has no column “${name}” (--map ${role}). It has: ${table.columns.join(', ')}.`,
      );
    told[role] = column;
  }
  const roles = assignRoles(table.columns, told);
  const needs = (role: Role) =>
    `No column says ${role}: name it with --map ${role}="…". The file has: ${table.columns.join(', ')}.`;
  if (roles.deliveredAt === undefined) throw new HistoryFileError(needs('deliveredAt'));
  if (roles.shippedAt === undefined && roles.promisedAt === undefined)
    throw new HistoryFileError(needs('shippedAt'));
  return roles;
}

/** A name as it is written; null where the cell says that there is none. */
function nameOf(cell: Cell): string | null {
  return isMissing(cell) ? null : String(cell).trim();
}

type Instants = Record<DateRole, number>;

class HistoryReading {
  private readonly table: TableSource;
  private readonly roles: RoleColumns;
  private readonly survey: readonly ColumnSurvey[];
  private readonly options: ReadHistoryOptions;
  private readonly readers: ReturnType<typeof dateReader>[];
  private readonly instants = {
    shippedAt: new GrowingNumbers(),
    promisedAt: new GrowingNumbers(),
    deliveredAt: new GrowingNumbers(),
    carrierEtaAt: new GrowingNumbers(),
  };
  private readonly ends = {
    origin: new GrowingNames(),
    destination: new GrowingNames(),
    carrier: new GrowingNames(),
    service: new GrowingNames(),
  };
  private readonly features: {
    name: string;
    index: number;
    kind: 'date' | 'number' | 'category';
    numbers: GrowingNumbers;
    names: GrowingNames;
  }[];
  private readonly ignored: { column: string; reason: string }[] = [];
  private readonly problems: { count: number; first: RowProblem[] } = { count: 0, first: [] };
  private readonly ids: string[] = [];
  private rows = 0;
  private notDelivered = 0;

  constructor(
    table: TableSource,
    roles: RoleColumns,
    survey: readonly ColumnSurvey[],
    options: ReadHistoryOptions,
  ) {
    this.table = table;
    this.roles = roles;
    this.survey = survey;
    this.options = options;
    this.readers = survey.map(({ evidence }) => dateReader(readingOf(evidence)));
    this.features = this.featureColumns();
  }

  add(record: readonly Cell[], row: number): void {
    this.rows++;
    const instants = this.instantsOf(record, row);
    if (!instants || !this.isPlausible(instants, record, row)) return;
    for (const role of DATE_ROLES) this.instants[role].push(instants[role]);
    for (const end of ['origin', 'destination', 'carrier', 'service'] as const)
      this.ends[end].push(nameOf(this.cell(record, end)));
    this.ids.push(this.roles.id === undefined ? String(row) : String(this.cell(record, 'id')));
    for (const { kind, index, numbers, names } of this.features) {
      const cell = record[index] ?? '';
      if (kind === 'category') names.push(nameOf(cell));
      else numbers.push(kind === 'number' ? numberOf(cell) : this.dateOf(index, cell));
    }
  }

  finish(): HistoryFile {
    const leadDays = this.leadDays();
    const history = this.history(leadDays);
    const kept = new Set(this.options.keep.map((name) => columnNamed(this.table.columns, name)));
    const telling = giveAways(history).filter(({ name }) => !kept.has(this.table.columns.indexOf(name)));
    for (const { name, reason } of telling) this.ignored.push({ column: name, reason });
    const out = new Set(telling.map(({ name }) => name));
    const without = <Column extends { name: string }>(columns: readonly Column[]) =>
      columns.filter(({ name }) => !out.has(name));
    return {
      history: {
        ...history,
        categories: without(history.categories),
        numbers: without(history.numbers),
        dates: without(history.dates),
      },
      ids: this.ids,
      rows: this.rows,
      notDelivered: this.notDelivered,
      problems: this.problems,
      columns: {
        roles: Object.fromEntries(
          ROLES.flatMap((role) =>
            this.roles[role] === undefined ? [] : [[role, this.table.columns[this.roles[role]]]],
          ),
        ),
        features: without(this.features).map(({ name }) => name),
        ignored: this.ignored,
      },
      remarks: this.remarks(history, leadDays),
      leadDays,
    };
  }

  private featureColumns() {
    const taken = new Set(Object.values(this.roles));
    const unwanted = new Set(this.options.ignore.map((name) => columnNamed(this.table.columns, name)));
    return this.survey.flatMap(({ name, kind }, index) => {
      if (taken.has(index)) return [];
      const reason = unwanted.has(index)
        ? 'asTold'
        : kind === 'label'
          ? 'allDifferent'
          : kind === 'constant'
            ? 'allTheSame'
            : null;
      if (reason !== null || kind === 'label' || kind === 'constant') {
        this.ignored.push({ column: name, reason: reason ?? kind });
        return [];
      }
      return [{ name, index, kind, numbers: new GrowingNumbers(), names: new GrowingNames() }];
    });
  }

  private cell(record: readonly Cell[], role: Role): Cell {
    const index = this.roles[role];
    return index === undefined ? '' : (record[index] ?? '');
  }

  private dateOf(index: number, cell: Cell): number {
    const value = isMissing(cell) ? null : this.readers[index]?.(cell);
    return typeof value === 'number' ? value : Number.NaN;
  }

  /** The instants of a row; null when one that it cannot do without is missing or unreadable. */
  private instantsOf(record: readonly Cell[], row: number): Instants | null {
    const instants: Instants = {
      shippedAt: Number.NaN,
      promisedAt: Number.NaN,
      deliveredAt: Number.NaN,
      carrierEtaAt: Number.NaN,
    };
    for (const role of DATE_ROLES) {
      const index = this.roles[role];
      const cell = this.cell(record, role);
      if (index === undefined || isMissing(cell)) continue;
      const value = this.readers[index]?.(cell);
      if (typeof value === 'number') instants[role] = value;
      else if (typeof value === 'string') {
        this.problem(row, role, cell, value);
        if (role === 'deliveredAt') return null;
      }
    }
    if (Number.isNaN(instants.deliveredAt)) {
      this.notDelivered++;
      return null;
    }
    if (Number.isNaN(instants.shippedAt) && Number.isNaN(instants.promisedAt)) {
      this.problem(
        row,
        'shippedAt',
        this.cell(record, 'shippedAt'),
        'Neither departure nor promise is known.',
      );
      return null;
    }
    return instants;
  }

  private isPlausible(
    { shippedAt, promisedAt, deliveredAt }: Instants,
    record: readonly Cell[],
    row: number,
  ): boolean {
    const deliveredCell = this.cell(record, 'deliveredAt');
    if (deliveredAt < shippedAt) {
      this.problem(row, 'deliveredAt', deliveredCell, 'Delivered before it left.');
      return false;
    }
    if (Math.abs(deliveredAt - (Number.isNaN(shippedAt) ? promisedAt : shippedAt)) > LONGEST_DAYS * DAY_MS) {
      this.problem(row, 'deliveredAt', deliveredCell, `More than ${LONGEST_DAYS} days away: a wrong year?`);
      return false;
    }
    return true;
  }

  private problem(row: number, role: Role, value: Cell, reason: string): void {
    this.problems.count++;
    if (this.problems.first.length >= MOST_PROBLEMS) return;
    const field = this.table.columns[this.roles[role] ?? -1] ?? role;
    this.problems.first.push({ row, field, value: String(value).slice(0, 80), reason });
  }

  /** Where departures are missing: the usual time between departure and promise, but no more than a month. */
  private leadDays(): number {
    if (this.options.leadDays !== undefined) return this.options.leadDays;
    const [shipped, promised] = [this.instants.shippedAt.values(), this.instants.promisedAt.values()];
    const leads = Array.from(shipped, (at, row) => ((promised[row] ?? Number.NaN) - at) / DAY_MS).filter(
      (days) => days >= 0,
    );
    leads.sort((a, b) => a - b);
    return Math.min(MOST_LEAD_DAYS, Math.round(leads[leads.length >> 1] ?? USUAL_LEAD_DAYS));
  }

  private history(leadDays: number): ShipmentHistory {
    const [shippedAt, promised, deliveredAt, carrierEta] = DATE_ROLES.map((role) =>
      this.instants[role].values(),
    ) as [Float64Array, Float64Array, Float64Array, Float64Array];
    const wholeDays = deliveredAt.every((at) => at % DAY_MS === 0);
    const untilEndOfDay = (instants: Float64Array) =>
      !wholeDays && instants.every((at) => Number.isNaN(at) || at % DAY_MS === 0)
        ? instants.map((at) => at + DAY_MS - 60_000)
        : instants;
    const promisedAt = untilEndOfDay(promised);
    const named = (role: 'origin' | 'destination' | 'carrier' | 'service'): CategoryColumn => ({
      name: role,
      codes: this.ends[role].values(),
      labels: this.ends[role].labels,
    });
    const of = (kind: 'date' | 'number' | 'category') =>
      this.features.filter((feature) => feature.kind === kind);
    const momentAt = shippedAt.map((at, row) =>
      Number.isNaN(at) ? (promised[row] ?? 0) - leadDays * DAY_MS : at,
    );
    return {
      count: this.ids.length,
      shippedAt,
      promisedAt,
      carrierEtaAt: untilEndOfDay(carrierEta),
      deliveredAt,
      momentAt,
      knownAt: momentAt.map((at, row) =>
        Math.max(at + 1, (deliveredAt[row] ?? 0) + (wholeDays ? DAY_MS : 0)),
      ),
      origin: named('origin'),
      destination: named('destination'),
      carrier: named('carrier'),
      service: named('service'),
      categories: of('category').map(({ name, names }) => ({
        name,
        codes: names.values(),
        labels: names.labels,
      })),
      numbers: of('number').map(({ name, numbers }) => ({ name, values: numbers.values() })),
      dates: of('date').map(({ name, numbers }) => ({ name, values: numbers.values() })),
      wholeDays,
    };
  }

  private remarks({ shippedAt }: ShipmentHistory, leadDays: number): string[] {
    const turned = this.survey
      .filter(({ evidence }) => readingOf(evidence).isoIsFigures)
      .map(({ name }) => name);
    const missing = shippedAt.filter(Number.isNaN).length;
    return [
      ...turned.map(
        (name) =>
          `${name}: a spreadsheet has turned month/day/year into dates such as 2003-01-10; read as 3/1/2010.`,
      ),
      ...(missing > 0
        ? [`${missing} shipments without a departure are forecast ${leadDays} days before their promise.`]
        : []),
      ...[...this.table.notes].map((note) => `The file: ${note}.`),
    ];
  }
}
