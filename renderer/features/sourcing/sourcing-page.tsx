import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { Split } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Screen } from '../../components/layout/screen.tsx';
import { useCommand } from '../../lib/commands.ts';
import { useFormat } from '../../lib/format.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { useUndoCommand } from '../lists/undo.ts';
import { RunPage } from './run-page.tsx';
import { RunsList } from './runs-list.tsx';
import { SourceDialog } from './source-dialog.tsx';

const TO_SOURCE = { toSource: true } as const;

/** How many orders wait to be sourced, as the Orders screen counts them. */
function useWaiting(): number | undefined {
  const { data } = useQuery(orpc.orders.list.queryOptions({ input: { filter: TO_SOURCE, limit: 1 } }));
  return data?.total;
}

function RunsPage() {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  const waiting = useWaiting();
  const [asking, setAsking] = useState(false);
  const ask = () => setAsking(true);
  useUndoCommand(t('title'));
  useCommand({
    id: 'sourcing.sourceAll',
    title: t('runs.sourceAll'),
    group: t('title'),
    shortcut: 'n',
    icon: Split,
    run: ask,
  });
  const label =
    waiting === undefined
      ? t('runs.sourceAll')
      : t('runs.sourceCount', { count: waiting, formatted: format.integer(waiting) });
  return (
    <Screen
      title={t('title')}
      toolbar={<span style={{ color: tokens.textMuted }}>{t('runs.text')}</span>}
      actions={
        <Button
          variant="contained"
          color="primary"
          startIcon={<Split size={14} />}
          disabled={waiting === 0}
          onClick={ask}
        >
          {label}
        </Button>
      }
    >
      <RunsList onSource={ask} />
      {asking && (
        <SourceDialog selection={{ filter: TO_SOURCE }} orders={waiting} onClose={() => setAsking(false)} />
      )}
    </Screen>
  );
}

/** Past runs, or one of them. */
export function SourcingPage() {
  const { runId } = useParams();
  const id = Number(runId);
  return runId && Number.isInteger(id) ? <RunPage key={id} runId={id} /> : <RunsPage />;
}
