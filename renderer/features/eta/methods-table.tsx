import { useTranslation } from 'react-i18next';
import type { EtaMethodMeasures } from '../../../core/contract/eta.ts';
import { PlainTable } from '../../components/charts/figure.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';

/** Ours beside what anyone has without learning, over all shipments that were tried. */
export function MethodsTable({ methods }: { methods: readonly EtaMethodMeasures[] }) {
  const { t } = useTranslation('eta');
  const format = useFormat();
  const days = (value: number) => format.fixed(value, 2);
  const columns = [
    ['rows', (one: EtaMethodMeasures) => format.integer(one.errors.rows)],
    ['mean', (one: EtaMethodMeasures) => days(one.errors.meanAbsoluteDays)],
    [
      'oursThere',
      (one: EtaMethodMeasures) => (one.method === 'ours' ? '' : days(one.oursOnSameRows.meanAbsoluteDays)),
    ],
    ['median', (one: EtaMethodMeasures) => days(one.errors.medianAbsoluteDays)],
    ['p90', (one: EtaMethodMeasures) => format.percent(one.errors.coverageP90, 1)],
    ['auc', (one: EtaMethodMeasures) => format.fixed(one.late?.auc, 3)],
    ['brier', (one: EtaMethodMeasures) => format.fixed(one.late?.brier, 4)],
  ] as const;
  return (
    <Section level={2} title={t('methods.title')}>
      <div style={{ overflowX: 'auto' }}>
        <PlainTable aria-label={t('methods.title')}>
          <thead>
            <tr>
              <th scope="col">{t('methods.method')}</th>
              {columns.map(([id]) => (
                <th key={id} scope="col" title={t(`methods.hint.${id}`)}>
                  {t(`methods.${id}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {methods.map((one) => (
              <tr
                key={one.method}
                style={
                  one.method === 'ours' ? { backgroundColor: tokens.subtle, fontWeight: 560 } : undefined
                }
              >
                <th scope="row" style={{ fontWeight: 'inherit' }} title={t(`method.hint.${one.method}`)}>
                  {t(`method.${one.method}`)}
                </th>
                {columns.map(([id, write]) => (
                  <td key={id} style={{ fontWeight: 'inherit' }}>
                    {write(one)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </PlainTable>
      </div>
    </Section>
  );
}
