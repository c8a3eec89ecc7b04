import { useTranslation } from 'react-i18next';
import { KPI_KEYS, type Kpi, type KpiKey } from '../../../core/contract/tower.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { KpiStrip, KpiTile } from '../../components/display/kpi-tile.tsx';
import { type Format, useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import type { Severity } from '../../lib/tokens.ts';
import { FactAges } from './fact-ages.tsx';
import { IncidentLevels } from './incident-levels.tsx';
import { useKpis } from './use-tower.ts';

/** How bad it is when there is any. */
const SEVERITIES: Partial<Record<KpiKey, Severity>> = {
  late: 'critical',
  atRisk: 'warning',
  belowSafety: 'warning',
};

function target({ target }: Kpi): string {
  return target.screen === 'orders' ? links.orders(target.filter) : links.stock(target.filter);
}

function written({ unit, value }: Kpi, format: Format): string {
  return unit === 'share' ? format.percent(value) : format.integer(value);
}

function KpiOf({ kpi }: { kpi: Kpi }) {
  const { t } = useTranslation('tower');
  const format = useFormat();
  const severity = kpi.value ? SEVERITIES[kpi.key] : undefined;
  const note = t(`kpi.${kpi.key}.note`, { count: kpi.listed, formatted: format.integer(kpi.listed) });
  return (
    <KpiTile
      label={t(`kpi.${kpi.key}.label`)}
      value={written(kpi, format)}
      to={target(kpi)}
      severity={severity}
      note={note}
    />
  );
}

/** The day in numbers; each opens the list that it counts. */
export function TowerKpis() {
  const { t } = useTranslation('tower');
  const { data, error, refetch } = useKpis();
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const ready = data && !data.loading;
  return (
    <KpiStrip aria-label={t('kpis')} aria-busy={!ready}>
      {ready
        ? data.kpis.map((kpi) => <KpiOf key={kpi.key} kpi={kpi} />)
        : KPI_KEYS.map((key) => (
            <KpiTile key={key} label={t(`kpi.${key}.label`)} value={undefined} to={links.tower()} note=" " />
          ))}
      <IncidentLevels />
      <FactAges />
    </KpiStrip>
  );
}
