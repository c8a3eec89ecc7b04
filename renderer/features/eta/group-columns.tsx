import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EtaGrouping, EtaGroupMeasures } from '../../../core/contract/eta.ts';
import type { DataColumn } from '../../components/table/table-types.ts';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';

type Figure = Exclude<keyof EtaGroupMeasures, 'group'>;

const OTHERS: readonly Figure[] = [
  'promiseMeanAbsoluteDays',
  'carrierMeanAbsoluteDays',
  'laneMeanAbsoluteDays',
];

/** The columns of the back-test by lane, carrier or service. */
export function useGroupColumns(grouping: EtaGrouping): DataColumn<EtaGroupMeasures>[] {
  const { t } = useTranslation('eta');
  const format = useFormat();
  return useMemo(() => {
    const figure = (
      id: Figure,
      write: (value: number) => string,
      size = 118,
    ): DataColumn<EtaGroupMeasures> => ({
      id,
      header: t(`column.${id}`),
      hint: t(`hint.${id}`),
      value: (row) => row[id],
      cell: (row) => {
        const value = row[id];
        if (value === null) return <span style={{ color: tokens.textQuiet }}>–</span>;
        const beaten = OTHERS.includes(id) && value < row.meanAbsoluteDays;
        return (
          <span style={{ color: beaten ? tokens.warning : undefined }}>
            {write(value)}
            {beaten && <span className="visually-hidden"> {t('betterThanOurs')}</span>}
          </span>
        );
      },
      align: 'end',
      size,
      sortable: true,
      sortDescFirst: true,
    });
    const days = (value: number) => format.fixed(value, 2);
    const share = (value: number) => format.percent(value, 1);
    return [
      {
        id: 'group',
        header: t(`grouping.${grouping}.one`),
        value: (row) => row.group,
        pin: 'start',
        size: 240,
        grow: true,
        required: true,
        sortable: true,
      },
      figure('rows', format.integer, 104),
      figure('meanAbsoluteDays', days),
      figure('medianAbsoluteDays', days),
      figure('promiseMeanAbsoluteDays', days),
      figure('carrierMeanAbsoluteDays', days),
      figure('laneMeanAbsoluteDays', days),
      figure('coverageP90', share),
      figure('lateShare', share, 104),
      figure('lateChance', share),
    ];
  }, [t, format, grouping]);
}
