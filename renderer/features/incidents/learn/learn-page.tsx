import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn, RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type {
  Learning,
  LearningTable,
  ParetoDimension,
} from '../../../../core/contract/incident-learning.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { ExportMenu } from '../../../components/filters/export-menu.tsx';
import { Screen, Section } from '../../../components/layout/screen.tsx';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { LearnCost, LearnPromise, LearnTiles } from './learn-figures.tsx';
import { LearnPareto } from './learn-pareto.tsx';
import { CarrierTable, KindTable, WorkedTable } from './learn-tables.tsx';
import { type ChosenPeriod, useLearningPeriod } from './learning-period.ts';
import { PeriodChooser } from './period-chooser.tsx';
import { useLearnExport } from './use-learn-export.ts';

const Body = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 3fr) minmax(280px, 2fr)',
  gap: '28px 36px',
  maxWidth: 1400,
  padding: '20px 24px 56px',
  '& > .wide': { gridColumn: '1 / -1' },
  '@media (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** What incidents teach: where they come from, what they cost, how soon they are found and solved, what helps. */
export function LearnPage() {
  const { t } = useTranslation(['incident-learning', 'incidents']);
  const chosen = useLearningPeriod();
  const { data, error, refetch, isFetching } = useQuery({
    ...orpc.incidentLearning.show.queryOptions({ input: chosen.period }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const failed = error && !isFetching;
  return (
    <Screen
      title={t('title')}
      crumbs={[{ label: t('incidents:title'), to: links.incidents() }]}
      scroll
      toolbar={<PeriodChooser chosen={chosen} />}
      actions={
        <Button
          startIcon={<RefreshCw size={14} />}
          disabled={isFetching}
          onClick={() => {
            chosen.renew();
            void refetch();
          }}
        >
          {t('again')}
        </Button>
      }
    >
      {failed && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PaneSkeleton blocks={4} />}
      {data && !failed && <Learnt learnt={data} chosen={chosen} busy={isFetching} />}
    </Screen>
  );
}

function Learnt({ learnt, chosen, busy }: { learnt: Learning; chosen: ChosenPeriod; busy: boolean }) {
  const { t } = useTranslation('incident-learning');
  const [dimension, setDimension] = useState<ParetoDimension>('carrier');
  const { period } = chosen;
  const exporting = useLearnExport(period);
  if (learnt.incidents + learnt.dismissed === 0) return <Nothing />;
  const file = (table: LearningTable, total: number) => (
    <ExportMenu
      total={total}
      busy={exporting.busy}
      onExport={(format) => void exporting.run(table, format)}
    />
  );
  const { rows = [] } = learnt.paretos.find((one) => one.dimension === dimension) ?? {};
  return (
    <div aria-busy={busy} style={{ opacity: busy ? 0.6 : 1 }}>
      <LearnTiles learnt={learnt} period={period} />
      <Body>
        <Section level={2} title={t('pareto.heading')} actions={file(dimension, rows.length)}>
          <LearnPareto
            paretos={learnt.paretos}
            currency={learnt.currency}
            period={period}
            dimension={dimension}
            onDimension={setDimension}
          />
        </Section>
        <div>
          <Section level={2} title={t('promise.title')}>
            <LearnPromise learnt={learnt} />
          </Section>
          <Section level={2} title={t('cost.title')}>
            <LearnCost learnt={learnt} />
          </Section>
        </div>
        <Part
          title={t('carriers.title')}
          hint={t('carriers.hint')}
          file={file('carriers', learnt.carriers.length)}
        >
          <CarrierTable learnt={learnt} period={period} />
        </Part>
        <Part title={t('kinds.title')} hint={t('kinds.hint')} file={file('kinds', learnt.kinds.length)}>
          <KindTable learnt={learnt} period={period} />
        </Part>
        <Part
          title={t('options.title')}
          hint={t('options.hint')}
          file={file('options', learnt.options.length)}
        >
          {learnt.options.length === 0 ? (
            <p style={{ color: tokens.textMuted }}>{t('options.none')}</p>
          ) : (
            <WorkedTable learnt={learnt} of="options" />
          )}
        </Part>
        {learnt.playbooks.length > 0 && (
          <Part title={t('playbooks.title')} hint={t('playbooks.hint')}>
            <WorkedTable learnt={learnt} of="playbooks" />
          </Part>
        )}
      </Body>
    </div>
  );
}

function Part(props: { title: string; hint: string; file?: ReactNode; children: ReactNode }) {
  return (
    <div className="wide">
      <Section level={2} title={props.title} actions={props.file}>
        <p style={{ color: tokens.textMuted, margin: '0 0 8px' }}>{props.hint}</p>
        {props.children}
      </Section>
    </div>
  );
}

function Nothing() {
  const { t } = useTranslation(['incident-learning', 'incidents']);
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={ChartNoAxesColumn}
      title={t('empty.title')}
      actions={<Button onClick={() => void navigate(links.incidents())}>{t('empty.action')}</Button>}
    >
      {t('empty.text')}
    </EmptyState>
  );
}
