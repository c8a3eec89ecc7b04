import { useTranslation } from 'react-i18next';
import {
  type LearningExport,
  type LearningPeriod,
  type LearningTable,
  PARETO_DIMENSIONS,
  type ParetoDimension,
} from '../../../../core/contract/incident-learning.ts';
import { INCIDENT_KINDS, OPTION_KINDS } from '../../../../core/contract/incidents.ts';
import { currentLanguage } from '../../../lib/i18n.ts';
import { saveFileOf } from '../../../lib/made-file.ts';
import { getPreferences, shownTimeZone } from '../../../lib/preferences.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useTold } from '../../lists/use-told.ts';
import { useIncidentWords } from '../incident-words.ts';

const COLUMNS: Record<'carriers' | 'kinds' | 'options' | 'pareto', readonly string[]> = {
  carriers: [
    'carrier',
    'shipments',
    'incidents',
    'perThousand',
    'late',
    'meanDaysLate',
    'lost',
    'damaged',
    'claims',
    'claimed',
    'paid',
    'cost',
  ],
  kinds: [
    'kind',
    'incidents',
    'open',
    'dismissed',
    'detectMedian',
    'detectP90',
    'resolveMedian',
    'resolveP90',
    'cost',
  ],
  options: ['option', 'chosen', 'takenBack', 'kept', 'hours', 'cost'],
  pareto: ['key', 'name', 'incidents', 'cost'],
};

const isDimension = (table: LearningTable): table is ParetoDimension =>
  PARETO_DIMENSIONS.some((dimension) => dimension === table);

/** Writes one table of what was learnt into a file and saves it. */
export function useLearnExport(period: LearningPeriod) {
  const { t } = useTranslation(['incident-learning', 'table']);
  const words = useIncidentWords();
  const { busy, perform } = useTold();
  const wordsOf = (key: string, table: LearningTable): Record<string, string> | undefined => {
    const named = (codes: readonly string[], name: (code: string) => string) =>
      Object.fromEntries(codes.map((code) => [code, name(code)]));
    if (key === 'option') return named(OPTION_KINDS, words.option);
    if (key === 'kind' || (key === 'name' && table === 'kind')) return named(INCIDENT_KINDS, words.kind);
    return undefined;
  };
  const run = (table: LearningTable, format: LearningExport['format']) =>
    perform(async () => {
      const columns = COLUMNS[isDimension(table) ? 'pareto' : table].map((key) => {
        const known = wordsOf(key, table);
        return { key, heading: t(`export.column.${key}`), ...(known ? { words: known } : {}) };
      });
      const { jobId } = await rpc.incidentLearning.export({
        period,
        table,
        format,
        columns,
        language: currentLanguage(),
        timeZone: shownTimeZone(getPreferences()),
      });
      const name = await saveFileOf(jobId);
      if (name) showToast({ message: t('table:export.done', { name }) });
    });
  return { busy, run };
}
