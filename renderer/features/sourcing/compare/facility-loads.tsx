import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanFigures } from '../../../../core/contract/workbench.ts';
import { LoadBar } from '../../../components/charts/load-bar.tsx';
import { SeriesMark } from '../../../components/charts/series-mark.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { planKey, usePlanName } from './plans.ts';

const FEW = 12;

const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': { padding: '5px 12px', borderBottom: `1px solid ${tokens.line}`, verticalAlign: 'middle' },
  '& thead th': { color: tokens.textMuted, fontWeight: 520, textAlign: 'start', whiteSpace: 'nowrap' },
  '& thead span': { display: 'inline-flex', alignItems: 'center', gap: 6 },
  '& tbody th': { textAlign: 'start', fontWeight: 450, paddingLeft: 0, width: '22%', minWidth: 150 },
  '& thead th:first-of-type': { paddingLeft: 0 },
  '& .limit': { textAlign: 'end', color: tokens.textMuted, whiteSpace: 'nowrap' },
  '& .cell': {
    display: 'grid',
    gridTemplateColumns: 'minmax(40px, 1fr) 44px 76px',
    alignItems: 'center',
    gap: 8,
  },
  '& .number': { textAlign: 'end' },
  '& small': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)', whiteSpace: 'nowrap' },
  '& small[data-over="true"]': { color: tokens.critical },
});

interface FacilityRow {
  code: string;
  name: string;
  capacity: number | null;
  /** By plan, in their order. */
  loads: number[];
}

/** The facilities that any of the plans uses, the busiest first. */
export function facilityRows(plans: readonly PlanFigures[]): FacilityRow[] {
  const rows = new Map<string, FacilityRow>();
  plans.forEach((plan, index) => {
    for (const { code, name, capacityOrders, shipments } of plan.byFacility) {
      const row = rows.get(code) ?? { code, name, capacity: capacityOrders, loads: plans.map(() => 0) };
      row.capacity ??= capacityOrders;
      row.loads[index] = shipments;
      rows.set(code, row);
    }
  });
  return [...rows.values()].sort((a, b) => Math.max(...b.loads) - Math.max(...a.loads));
}

function Cell({ load, capacity, scale, quiet }: LoadCell) {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  const over = capacity !== null && load > capacity;
  return (
    <td>
      <div className="cell">
        <LoadBar load={load} capacity={capacity} scale={scale} quiet={quiet} />
        <span className="number">{format.integer(load)}</span>
        <small data-over={over}>
          {capacity === null || capacity === 0
            ? ''
            : over
              ? t('load.over', { formatted: format.integer(load - capacity) })
              : format.percent(load / capacity, 0)}
        </small>
      </div>
    </td>
  );
}

interface LoadCell {
  load: number;
  capacity: number | null;
  scale: number;
  quiet: boolean;
}

/** Shipments of each facility in each plan, against what it can ship a day. */
export function FacilityLoads({ plans, strongKey }: { plans: readonly PlanFigures[]; strongKey: string }) {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  const nameOf = usePlanName();
  const [all, setAll] = useState(false);
  const rows = facilityRows(plans);
  const shown = all ? rows : rows.slice(0, FEW);
  const busiest = Math.max(1, ...rows.flatMap((row) => row.loads));
  const strong = (plan: PlanFigures) => plans.length < 2 || planKey(plan.reference) === strongKey;
  return (
    <>
      <Table aria-label={t('load.title')}>
        <thead>
          <tr>
            <th scope="col">{t('load.facility')}</th>
            {plans.map((plan, index) => (
              <th key={planKey(plan.reference)} scope="col">
                <span>
                  <SeriesMark index={index} strong={strong(plan)} size={12} />
                  {nameOf(plan)}
                </span>
              </th>
            ))}
            <th scope="col" className="limit">
              {t('load.capacity')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ code, name, capacity, loads }) => (
            <tr key={code}>
              <th scope="row">{name}</th>
              {plans.map((plan, index) => (
                <Cell
                  key={planKey(plan.reference)}
                  load={loads[index] ?? 0}
                  capacity={capacity}
                  scale={Math.max(capacity ?? busiest, ...loads)}
                  quiet={!strong(plan)}
                />
              ))}
              <td className="limit">
                {capacity === null
                  ? t('load.noLimit')
                  : t('load.perDay', { formatted: format.integer(capacity) })}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > FEW && (
        <Button size="small" variant="text" onClick={() => setAll(!all)} sx={{ marginTop: '6px' }}>
          {t(all ? 'load.fewer' : 'load.all', { formatted: format.integer(rows.length) })}
        </Button>
      )}
    </>
  );
}
