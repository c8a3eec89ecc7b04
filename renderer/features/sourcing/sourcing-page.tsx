import Button from '@mui/material/Button';
import { CalendarClock, RefreshCw, Split } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Screen } from '../../components/layout/screen.tsx';
import { useRegisterCommands } from '../../lib/commands.ts';
import { useFormat } from '../../lib/format.ts';
import { useUndoCommand } from '../lists/undo.ts';
import { ALL_OPEN, useOrderCount } from './ask/order-choice.tsx';
import { ResourceAllDialog } from './resourcing/resource-all-dialog.tsx';
import { ScheduleDialog } from './resourcing/schedule-dialog.tsx';
import { RunPage } from './run-page.tsx';
import { RunsList } from './runs-list.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { SourcingTabs } from './sourcing-tabs.tsx';

type Question = 'source' | 'resource' | 'schedule';

function useCommands(ask: (question: Question) => void): void {
  const { t } = useTranslation(['sourcing', 'workbench']);
  const group = t('title');
  useRegisterCommands([
    {
      id: 'sourcing.sourceAll',
      title: t('runs.sourceAll'),
      group,
      shortcut: 'n',
      icon: Split,
      run: () => ask('source'),
    },
    {
      id: 'sourcing.resourceAll',
      title: t('workbench:resource.command'),
      group,
      shortcut: 'r',
      icon: RefreshCw,
      run: () => ask('resource'),
    },
    {
      id: 'sourcing.schedule',
      title: t('workbench:schedule.command'),
      group,
      icon: CalendarClock,
      run: () => ask('schedule'),
    },
  ]);
}

function RunsPage() {
  const { t } = useTranslation(['sourcing', 'workbench']);
  const format = useFormat();
  const waiting = useOrderCount(ALL_OPEN);
  const [question, setQuestion] = useState<Question | null>(null);
  const close = () => setQuestion(null);
  useUndoCommand(t('title'));
  useCommands(setQuestion);
  const label =
    waiting === undefined
      ? t('runs.sourceAll')
      : t('runs.sourceCount', { count: waiting, formatted: format.integer(waiting) });
  return (
    <Screen
      title={t('title')}
      toolbar={<SourcingTabs shown="runs" />}
      actions={
        <>
          <Button startIcon={<CalendarClock size={14} />} onClick={() => setQuestion('schedule')}>
            {t('workbench:schedule.open')}
          </Button>
          <Button startIcon={<RefreshCw size={14} />} onClick={() => setQuestion('resource')}>
            {t('workbench:resource.open')}
          </Button>
          <Button
            variant="contained"
            color="primary"
            startIcon={<Split size={14} />}
            disabled={waiting === 0}
            onClick={() => setQuestion('source')}
          >
            {label}
          </Button>
        </>
      }
    >
      <RunsList onSource={() => setQuestion('source')} />
      {question === 'source' && <SourceDialog selection={ALL_OPEN} onClose={close} />}
      {question === 'resource' && <ResourceAllDialog onClose={close} />}
      {question === 'schedule' && <ScheduleDialog onClose={close} />}
    </Screen>
  );
}

/** Past runs, or the workbench of one of them. */
export function SourcingPage() {
  const { runId } = useParams();
  const id = Number(runId);
  return runId && Number.isInteger(id) ? <RunPage key={id} runId={id} /> : <RunsPage />;
}
