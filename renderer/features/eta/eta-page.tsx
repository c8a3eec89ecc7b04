import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { Download, GraduationCap } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ETA_GROUPINGS, type EtaGrouping, type EtaOverview } from '../../../core/contract/eta.ts';
import { CalibrationChart } from '../../components/charts/calibration-chart.tsx';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { ErrorState } from '../../components/display/error-state.tsx';
import { Screen } from '../../components/layout/screen.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { EMPTY_VIEW, type TableView } from '../../components/table/table-types.ts';
import { useRows } from '../../components/table/use-paged-rows.ts';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { tokens } from '../../lib/tokens.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { useGroupColumns } from './group-columns.tsx';
import { MethodsTable } from './methods-table.tsx';
import { sortGroups } from './sort-groups.ts';
import { TrainingBar } from './training-bar.tsx';
import { useEta } from './use-eta.ts';

type Model = NonNullable<EtaOverview['model']>;

const Summary = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, max-content) minmax(280px, 1fr)',
  gap: 28,
  flexShrink: 0,
  padding: '12px 16px 14px',
  borderBottom: `1px solid ${tokens.line}`,
  '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});
const Told = styled('p')({ marginTop: 8, color: tokens.textMuted, lineHeight: 1.5, maxWidth: '72ch' });
const Groups = styled('div')({ display: 'flex', flexDirection: 'column', flex: '1 0 300px', minHeight: 0 });

/** How good our arrival forecasts are: the back-test of the model in use, by lane, carrier and service. */
export function EtaPage() {
  const { t } = useTranslation(['eta', 'incidents']);
  const eta = useEta();
  const { overview } = eta;
  const [grouping, setGrouping] = useState<EtaGrouping>('services');
  const model = overview?.model ?? null;
  return (
    <Screen
      title={t('title')}
      crumbs={[{ label: t('incidents:title'), to: links.incidents() }]}
      scroll
      toolbar={model && <GroupingToggle grouping={grouping} onChange={setGrouping} />}
      actions={
        <>
          {model && (
            <Button
              startIcon={<Download size={14} />}
              disabled={eta.saving}
              onClick={() => void eta.save(grouping)}
            >
              {t('action.save')}
            </Button>
          )}
          <Button
            startIcon={<GraduationCap size={14} />}
            disabled={eta.training || eta.job !== null || !overview}
            onClick={() => void eta.train()}
          >
            {t('action.train')}
          </Button>
        </>
      }
    >
      {eta.job && <TrainingBar job={eta.job} onStop={() => void eta.stop()} />}
      {eta.error ? (
        <ErrorState error={eta.error} onRetry={eta.retry} />
      ) : !overview ? (
        <PaneSkeleton />
      ) : model ? (
        <Measured model={model} overview={overview} grouping={grouping} />
      ) : (
        <NeverLearnt busy={eta.job !== null || eta.training} onTrain={() => void eta.train()} />
      )}
    </Screen>
  );
}

function GroupingToggle(props: { grouping: EtaGrouping; onChange: (grouping: EtaGrouping) => void }) {
  const { t } = useTranslation('eta');
  return (
    <ToggleButtonGroup
      exclusive
      value={props.grouping}
      aria-label={t('grouping.label')}
      onChange={(_event, next: EtaGrouping | null) => next && props.onChange(next)}
    >
      {ETA_GROUPINGS.map((grouping) => (
        <ToggleButton key={grouping} value={grouping}>
          {t(`grouping.${grouping}.many`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function Measured(props: { model: Model; overview: EtaOverview; grouping: EtaGrouping }) {
  const { model, overview, grouping } = props;
  const { t } = useTranslation('eta');
  const format = useFormat();
  const late = model.report.methods.find(({ method }) => method === 'ours')?.late ?? null;
  return (
    <>
      <Summary>
        <div>
          <MethodsTable methods={model.report.methods} />
          <ModelTold model={model} overview={overview} />
        </div>
        {late ? (
          <CalibrationChart
            title={t('calibration.title')}
            points={late.calibration.map((bin) => ({
              said: bin.forecast,
              came: bin.observed,
              count: bin.rows,
            }))}
            saidLabel={t('calibration.said')}
            cameLabel={t('calibration.came')}
            countLabel={t('calibration.count')}
            percent={(share) => format.percent(share, 0)}
            integer={format.integer}
          />
        ) : (
          <EmptyState title={t('calibration.none')}>{t('calibration.noneText')}</EmptyState>
        )}
      </Summary>
      <GroupsTable model={model} grouping={grouping} />
    </>
  );
}

/** When and from what it was learnt, and how the forecasts came out that were really made. */
function ModelTold({ model, overview: { kept } }: { model: Model; overview: EtaOverview }) {
  const { t } = useTranslation('eta');
  const format = useFormat();
  const { report } = model;
  return (
    <>
      <Told>
        {t('told.model', {
          when: format.dateTime(model.trainedAt),
          actor: model.actor,
          deliveries: format.integer(report.deliveries),
          tested: format.integer(report.tested),
          from: format.date(report.testFrom),
          until: format.date(report.testUntil),
        })}
      </Told>
      <Told>
        {kept
          ? t('told.kept', {
              count: kept.rows,
              formatted: format.integer(kept.rows),
              mean: format.fixed(kept.meanAbsoluteDays, 2),
              share: format.percent(kept.coverageP90, 1),
            })
          : t('told.keptNone')}
      </Told>
    </>
  );
}

function GroupsTable({ model, grouping }: { model: Model; grouping: EtaGrouping }) {
  const { t } = useTranslation('eta');
  const columns = useGroupColumns(grouping);
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const groups = model.report[grouping];
  const rows = useMemo(() => sortGroups(groups, view.sort), [groups, view.sort]);
  const source = useRows(rows);
  return (
    <Groups>
      <DataTable
        label={t(`grouping.${grouping}.title`)}
        columns={columns}
        rowId={(row) => row.group}
        source={source}
        view={view}
        onViewChange={setView}
        footNote={t('footNote')}
        empty={<EmptyState title={t('noGroups')} />}
      />
    </Groups>
  );
}

function NeverLearnt({ busy, onTrain }: { busy: boolean; onTrain: () => void }) {
  const { t } = useTranslation('eta');
  return (
    <EmptyState
      icon={GraduationCap}
      title={t('empty.title')}
      actions={
        <Button variant="contained" color="primary" disabled={busy} onClick={onTrain}>
          {t('action.train')}
        </Button>
      }
    >
      {t('empty.text')}
    </EmptyState>
  );
}
