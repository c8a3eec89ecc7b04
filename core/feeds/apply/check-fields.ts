import type { RecordKind, RecordProblem } from '../../contract/feed-records.ts';
import { EXCEPTION_KINDS } from '../../contract/tracking.ts';
import { choiceOf, type Field, fieldOf } from '../../features/import/index.ts';
import type { FieldValue, RecordFields } from '../record.ts';

type Check = (value: NonNullable<FieldValue>) => NonNullable<FieldValue> | null;

const LONGEST_TEXT = 1000;
const LONGEST_CODE = 120;
const LAST_INSTANT = 8_640_000_000_000_000;
const MOST_UNITS = 1_000_000_000_000;
const CONTROL = /\p{Cc}+/gu;

const text =
  (longest: number): Check =>
  (value) => {
    const plain = typeof value === 'string' && PLAIN.test(value) ? value : cleaned(String(value), longest);
    return plain.length > longest ? plain.slice(0, longest).toWellFormed() : plain;
  };

/** Texts that need no cleaning, known at a glance. */
const PLAIN = /^(?! )[ -~\u00a0-\u024f]{1,120}(?<! )$/;

function cleaned(value: string, longest: number): string {
  return value
    .slice(0, longest * 4)
    .replace(CONTROL, ' ')
    .trim()
    .toWellFormed();
}

const code: Check = (value) => {
  const plain = text(LONGEST_CODE + 1)(value) as string;
  return plain.length > LONGEST_CODE ? null : plain;
};

const figure =
  (from: number, to: number, whole: boolean): Check =>
  (value) =>
    typeof value === 'number' && value >= from && value <= to && (!whole || Number.isInteger(value))
      ? value
      : null;

const rounded: Check = (value) =>
  figure(0, MOST_UNITS, false)(typeof value === 'number' ? Math.round(value) : value);

const pattern =
  (shape: RegExp): Check =>
  (value) =>
    typeof value === 'string' && shape.test(value) ? value : null;

const TYPES: Record<Exclude<Field['type'], 'choice'>, (field: Field) => Check> = {
  code: () => code,
  text: () => text(LONGEST_TEXT),
  quantity: (field) => figure(field.notNegative ? 0 : -MOST_UNITS, MOST_UNITS, true),
  number: () => figure(-MOST_UNITS, MOST_UNITS, false),
  amount: () => figure(-MOST_UNITS, MOST_UNITS, false),
  date: () => figure(-LAST_INSTANT, LAST_INSTANT, true),
  deadline: () => figure(-LAST_INSTANT, LAST_INSTANT, true),
  country: () => pattern(/^[A-Z]{2}$/),
  currency: () => pattern(/^[A-Z]{3}$/),
  weight: () => rounded,
  volume: () => rounded,
  boolean: () => (value) => (typeof value === 'boolean' ? value : null),
  clock: () => figure(0, 1440, true),
  timeZone: () => text(64),
};

const instantCheck = figure(-LAST_INSTANT, LAST_INSTANT, true);
const units = figure(0, MOST_UNITS, true);
const oneOf =
  (...choices: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && choices.includes(value) ? value : null;

/** Fields that files of the import do not have, and those whose bounds differ. */
const OWN: Record<string, Check> = {
  assignedAt: instantCheck,
  etaAt: instantCheck,
  returnedAt: instantCheck,
  reference: code,
  returnNumber: code,
  returnStatus: text(LONGEST_CODE),
  reason: text(LONGEST_TEXT),
  detail: text(LONGEST_TEXT),
  controlNumber: code,
  outcome: oneOf('accepted', 'acceptedWithErrors', 'rejected'),
  exceptionKind: oneOf(...EXCEPTION_KINDS),
  latitude: figure(-90, 90, false),
  longitude: figure(-180, 180, false),
  quantity: units,
  quantityShipped: units,
  quantityCancelled: units,
  lineNumber: units,
};

/** Fields without which a record tells nothing. */
const REQUIRED: Record<RecordKind, readonly string[]> = {
  facilities: ['facilityCode'],
  products: ['sku'],
  customers: ['customerCode'],
  carriers: ['carrierCode', 'serviceCode'],
  rates: ['serviceCode', 'upToWeight', 'price'],
  stock: ['sku', 'facilityCode'],
  inbound: ['inboundReference', 'sku', 'facilityCode'],
  orders: ['orderNumber'],
  shipments: ['shipmentNumber'],
  tracking: ['occurredAt', 'milestone'],
  returns: ['returnNumber'],
  acknowledgements: ['controlNumber', 'outcome'],
};

/** Figures without which a record would say something else than its source meant. */
const ESSENTIAL = new Set(['onHand', 'reserved', 'quantity', 'lineNumber']);

const checks = new Map<string, Check | null>();

function checkOf(key: string): Check | null {
  let check = checks.get(key);
  if (check === undefined) {
    const field = fieldOf(key);
    check = OWN[key] ?? (field ? checkOfField(field) : null);
    if (checks.size < 1000) checks.set(key, check);
  }
  return check;
}

function checkOfField(field: Field): Check {
  return field.type === 'choice' ? (value) => choiceOf(field, String(value)) : TYPES[field.type](field);
}

/**
 * The fields of a record as the workspace can hold them. A value that cannot stand is left out with a warning; where nothing
 * goes without it, with an error. Fields that nobody knows pass unseen.
 */
export function checkFields(
  kind: RecordKind,
  fields: RecordFields,
  problems: RecordProblem[],
  place = '',
): RecordFields {
  const required = place === '' ? REQUIRED[kind] : [];
  const checked: RecordFields = {};
  for (const key in fields) {
    const value = fields[key];
    if (value === undefined) continue;
    if (value === null) {
      checked[key] = null;
      continue;
    }
    const check = checkOf(key);
    if (!check) continue;
    const good = check(value);
    if (good !== null) checked[key] = good === '' ? null : good;
    else problems.push(badValue(place + key, value, required.includes(key) || ESSENTIAL.has(key)));
  }
  for (const key of required) {
    if (checked[key] == null && fields[key] == null) problems.push(missing(key));
  }
  return checked;
}

function badValue(place: string, value: FieldValue, needed: boolean): RecordProblem {
  const shown = String(value).replace(CONTROL, ' ').slice(0, 100);
  return {
    severity: needed ? 'error' : 'warning',
    code: 'badValue',
    reason: needed
      ? `“${shown}” cannot be the ${place}: correct it at the source or here.`
      : `“${shown}” cannot be the ${place}: it is left out.`,
    place,
    value: shown,
  };
}

function missing(key: string): RecordProblem {
  return {
    severity: 'error',
    code: 'missingValue',
    reason: `The ${key} is missing: nothing can be told without it.`,
    place: key,
    value: null,
  };
}
