import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionView } from '../../../core/contract/sourcing.ts';
import { MoneyText } from '../../components/display/money-text.tsx';
import type { DataColumn } from '../../components/table/table-types.ts';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import { reasonSentences } from './reason-words.ts';
import { OutcomeChip } from './run-status.tsx';
import { useFacilityNames } from './use-facility-names.ts';

/** The facilities that a decision ships from, once each, in the order of its plan. */
export function chosenFacilities(decision: DecisionView): string[] {
  return [...new Set(decision.allocations.map((allocation) => allocation.facilityName))];
}

export function useDecisionColumns(): DataColumn<DecisionView>[] {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  const nameOf = useFacilityNames();
  return useMemo(() => {
    const why = (decision: DecisionView) =>
      reasonSentences(decision.reason, {
        t,
        format,
        nameOf,
        currency: decision.cost.currency,
        chosen: chosenFacilities(decision),
      }).join(' ');
    return [
      {
        id: 'number',
        header: t('column.number'),
        value: (decision) => decision.number,
        cell: (decision) => <strong style={{ fontWeight: 520 }}>{decision.number}</strong>,
        pin: 'start',
        size: 130,
        required: true,
      },
      {
        id: 'outcome',
        header: t('column.outcome'),
        value: (decision) => t(`outcome.${decision.outcome}`),
        cell: (decision) => <OutcomeChip outcome={decision.outcome} quiet />,
        size: 130,
      },
      {
        id: 'facilities',
        header: t('column.facilities'),
        value: (decision) => chosenFacilities(decision).join(' + '),
        size: 240,
      },
      {
        id: 'reason',
        header: t('column.reason'),
        value: why,
        cell: (decision) => (
          <span className="text" title={why(decision)} style={{ color: tokens.textMuted }}>
            {why(decision)}
          </span>
        ),
        size: 340,
        grow: true,
      },
      {
        id: 'splitCount',
        header: t('column.splitCount'),
        value: (decision) => decision.splitCount,
        cell: (decision) => format.integer(decision.splitCount),
        align: 'end',
        size: 100,
      },
      {
        id: 'cost',
        header: t('column.cost'),
        value: (decision) => decision.cost.amountMinor / 100,
        cell: (decision) => (decision.allocations.length > 0 ? <MoneyText value={decision.cost} /> : '–'),
        align: 'end',
        size: 110,
      },
      {
        id: 'promisedAt',
        header: t('column.promisedAt'),
        value: (decision) => decision.promisedAt,
        cell: (decision) => format.date(decision.promisedAt),
        align: 'end',
        size: 120,
      },
      {
        id: 'arrivesAt',
        header: t('column.arrivesAt'),
        value: (decision) => decision.reason.arrivesAt,
        cell: ({ reason }) => (
          <span style={{ color: reason.daysLate > 0 ? tokens.warning : undefined }}>
            {format.date(reason.arrivesAt)}
            {reason.daysLate > 0 && ` ${t('lateDays', { formatted: format.integer(reason.daysLate) })}`}
          </span>
        ),
        align: 'end',
        size: 172,
      },
      { id: 'customer', header: t('column.customer'), value: (decision) => decision.customer, size: 170 },
      {
        id: 'city',
        header: t('column.city'),
        value: (decision) => [decision.city, decision.country].filter(Boolean).join(', ') || null,
        size: 160,
      },
    ];
  }, [t, format, nameOf]);
}
