import type { TFunction } from 'i18next';
import type { RuleVersionHead } from '../../../../core/contract/rules.ts';
import type { ScenarioChange } from '../../../../core/contract/workbench.ts';
import type { Format } from '../../../lib/format.ts';

export type ChangeKind = ScenarioChange['kind'];
export type ChangeOf<K extends ChangeKind> = Extract<ScenarioChange, { kind: K }>;

/** Each kind with the parts of its sentence, `whatIf.sentence.*`, that can be edited. */
export const CHANGE_SLOTS: Record<ChangeKind, readonly string[]> = {
  closeFacility: ['facility'],
  stock: ['sku', 'facility', 'amount'],
  capacity: ['facility', 'ordersADay'],
  rates: ['carrier', 'percent'],
  demand: ['country', 'percent'],
  rules: ['version'],
  addFacility: ['site'],
};
export const CHANGE_KINDS = Object.keys(CHANGE_SLOTS) as ChangeKind[];

const USUAL_HANDLING_MINOR = 150;

/** A change as it stands when it is added; an empty facility is still to be chosen. */
export function newChange(kind: ChangeKind, facility = ''): ScenarioChange {
  switch (kind) {
    case 'closeFacility':
      return { kind, facility };
    case 'stock':
      return { kind, facility, percent: 50 };
    case 'capacity':
      return { kind, facility, ordersADay: 100 };
    case 'rates':
      return { kind, percent: 110 };
    case 'demand':
      return { kind, percent: 150 };
    case 'rules':
      return { kind, ruleVersionId: null };
    case 'addFacility':
      return {
        kind,
        code: '',
        name: '',
        country: 'FR',
        latitude: 0,
        longitude: 0,
        handlingMinor: USUAL_HANDLING_MINOR,
        ordersADay: null,
        stockLike: '',
        percent: 100,
      };
  }
}

/** Whether it says all that it must. */
export function isComplete(change: ScenarioChange): boolean {
  if (change.kind === 'addFacility')
    return change.code !== '' && change.name !== '' && change.stockLike !== '';
  return !('facility' in change) || change.facility !== '';
}

/** Everything that changes are said with. */
export interface ChangeWords {
  t: TFunction<'workbench'>;
  format: Format;
  currency: string;
  facility: (code: string) => string;
  country: (code: string) => string;
  versions: readonly RuleVersionHead[];
}

function amountWords({ units, percent }: ChangeOf<'stock'>, { t, format }: ChangeWords): string {
  if (units !== undefined)
    return t(units < 0 ? 'whatIf.amount.fewer' : 'whatIf.amount.more', {
      count: Math.abs(units),
      formatted: format.integer(Math.abs(units)),
    });
  return t('whatIf.amount.percent', { share: format.percent((percent ?? 100) / 100, 0) });
}

function siteWords(change: ChangeOf<'addFacility'>, words: ChangeWords): string {
  const { t, format, facility } = words;
  if (!isComplete(change)) return t('whatIf.choose.site');
  return t('whatIf.site', {
    name: change.name,
    share: format.percent(change.percent / 100, 0),
    facility: facility(change.stockLike),
  });
}

function ruleWords({ ruleVersionId }: ChangeOf<'rules'>, { t, versions }: ChangeWords): string {
  const version = versions.find(({ id }) => id === ruleVersionId);
  return version ? t('rules.version', { name: version.setName, version: version.version }) : t('rules.none');
}

/** What stands in a slot, and whether it is still to be chosen. */
export function slotText(slot: string, change: ScenarioChange, words: ChangeWords): string {
  const { t, format } = words;
  if (slot === 'facility' && 'facility' in change)
    return change.facility === '' ? t('whatIf.choose.facility') : words.facility(change.facility);
  if (slot === 'percent' && 'percent' in change) return format.percent((change.percent ?? 100) / 100, 0);
  switch (change.kind) {
    case 'stock':
      return slot === 'amount' ? amountWords(change, words) : (change.sku ?? t('whatIf.everyProduct'));
    case 'capacity':
      return change.ordersADay === null
        ? t('load.noLimit')
        : t('whatIf.ordersADay', { count: change.ordersADay, formatted: format.integer(change.ordersADay) });
    case 'rates':
      return change.carrier ?? t('whatIf.everyCarrier');
    case 'demand':
      return change.country === undefined ? t('whatIf.everyCountry') : words.country(change.country);
    case 'rules':
      return ruleWords(change, words);
    case 'addFacility':
      return siteWords(change, words);
    default:
      return '';
  }
}

const MARK = '\u0001';

/** The sentence of a kind, cut where its slots are. */
export function changeParts(t: ChangeWords['t'], kind: ChangeKind): ({ text: string } | { slot: string })[] {
  const marked = Object.fromEntries(CHANGE_SLOTS[kind].map((slot) => [slot, `${MARK}${slot}${MARK}`]));
  return t(`whatIf.sentence.${kind}`, marked)
    .split(MARK)
    .map((part, index) => (index % 2 === 1 ? { slot: part } : { text: part }))
    .filter((part) => 'slot' in part || part.text !== '');
}

/** A change as one plain sentence. */
export function changeSentence(change: ScenarioChange, words: ChangeWords): string {
  return changeParts(words.t, change.kind)
    .map((part) => ('text' in part ? part.text : slotText(part.slot, change, words)))
    .join('');
}

/** A name for a what-if that nobody has named: its first change in words, and a number where that is taken. */
export function suggestedName(
  changes: readonly ScenarioChange[],
  words: ChangeWords,
  taken: readonly string[],
): string {
  const [first] = changes;
  if (!first || !isComplete(first)) return '';
  const name = changeSentence(first, words).replace(/[\s\u00a0]*\.$/, '');
  let number = 1;
  while (taken.includes(number === 1 ? name : `${name} (${number})`)) number += 1;
  return number === 1 ? name : `${name} (${number})`;
}
