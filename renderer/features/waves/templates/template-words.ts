import type { TFunction } from 'i18next';
import type { WaveTemplateChoices } from '../../../../core/contract/waves.ts';
import type { Format } from '../../../lib/format.ts';
import { weekdayName } from '../../../lib/weekdays.ts';
import type { EditedTemplate } from './edited-template.ts';
import { allWays, serviceLabel, waysOf } from './ways.ts';

type TemplateT = TFunction<['waves', 'orders']>;

const DAYS = 7;

/** A template's days and limits in a few words each, for the line that shows it folded. */
export function templateWords(
  template: EditedTemplate,
  { carriers }: WaveTemplateChoices,
  { t, format }: { t: TemplateT; format: Format },
): string[] {
  const { weekdays, zones, channels, fulfilment, priorityUpTo } = template;
  const known = allWays(carriers);
  const ways = waysOf(template, known).map((way) => serviceLabel(way, known) ?? way.carrierName);
  const most = (['Orders', 'Lines', 'Units'] as const).flatMap((what) => {
    const count = template[`most${what}`];
    return count === null ? [] : [t(`template.upTo${what}`, { count, number: format.integer(count) })];
  });
  const words = [
    daysInWords(weekdays, t, format.locale),
    ways.join(', '),
    zones === null ? '' : t('template.inZones', { count: zones.length, zones: zones.join(', ') }),
    (channels ?? []).map((channel) => t(`orders:channel.${channel}`)).join(', '),
    fulfilment === null ? '' : t(`template.fulfilments.${fulfilment}`),
    priorityUpTo === null ? '' : t('template.priorityWords', { priority: priorityUpTo }),
    ...most,
  ];
  return words.filter((one) => one !== '');
}

function daysInWords(weekdays: readonly number[], t: TemplateT, locale: string): string {
  if (weekdays.length === DAYS) return t('template.everyDay');
  if (weekdays.length === 0) return t('template.noDay');
  return weekdays.map((day) => weekdayName(day + 1, locale, 'short')).join(' ');
}
