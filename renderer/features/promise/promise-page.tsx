import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CalendarCheck, Plus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { PromiseRequestInput } from '../../../core/contract/promise.ts';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { ErrorState } from '../../components/display/error-state.tsx';
import { Screen } from '../../components/layout/screen.tsx';
import { useCommand } from '../../lib/commands.ts';
import { useFormat } from '../../lib/format.ts';
import { type PromiseLink, readFilter } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { HoldsTable } from './holds-table.tsx';
import { LevelCard } from './level-card.tsx';
import { type PromiseAsk, toAsk, toLink, toRequest } from './promise-ask.ts';
import { PromiseForm } from './promise-form.tsx';
import { useHolds } from './use-holds.ts';

const HOLD_MINUTES = [15, 30, 60, 240, 1440] as const;

const Body = styled('div')({
  display: 'flex',
  flex: '1 1 auto',
  minHeight: 0,
  '& .answers': { flex: '1 1 auto', minWidth: 0, overflow: 'auto', padding: '16px 20px 48px' },
  '& .cards': {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))',
    gap: 12,
    alignItems: 'stretch',
    minHeight: 260,
    marginBottom: 28,
  },
});

const NOTHING_ASKED: PromiseRequestInput = { lines: [] };

function useQuote(request: PromiseRequestInput | null) {
  const asked = useDeferredValue(request);
  return useQuery({
    ...orpc.promise.quote.queryOptions({ input: asked ?? NOTHING_ASKED }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

interface AnswersProps {
  request: PromiseRequestInput | null;
  minutes: number;
}

function Answers({ request, minutes }: AnswersProps) {
  const { t } = useTranslation('promise');
  const { data, error, refetch } = useQuote(request);
  const holds = useHolds();
  if (!request) {
    return (
      <div className="cards">
        <div style={{ gridColumn: '1 / -1' }}>
          <EmptyState icon={CalendarCheck} title={t('empty.title')}>
            {t('empty.text')}
          </EmptyState>
        </div>
      </div>
    );
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className="cards" aria-live="polite" aria-busy={data === undefined}>
      {data?.levels.map((quote) => (
        <LevelCard
          key={quote.level ?? 'collect'}
          quote={quote}
          timeZone={data.destination.timeZone}
          busy={holds.busy}
          onHold={(chosen) => void holds.hold(request, chosen, minutes)}
        />
      ))}
    </div>
  );
}

/** The goods, where to, and what can be promised: an answer for each service level, with the reason. */
export function PromisePage() {
  const { t } = useTranslation('promise');
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const [ask, setAsk] = useState<PromiseAsk>(() => toAsk(readFilter<PromiseLink>(search)));
  const [minutes, setMinutes] = useState<number>(30);
  const change = (next: PromiseAsk) => {
    setAsk(next);
    setSearch({ filter: JSON.stringify(toLink(next)) }, { replace: true });
  };
  useCommand({
    id: 'promise.addLine',
    title: t('form.addLine'),
    group: t('title'),
    shortcut: 'n',
    icon: Plus,
    run: () => change({ ...ask, lines: [...ask.lines, { sku: null, quantity: '1' }] }),
  });
  return (
    <Screen
      title={t('title')}
      toolbar={<span style={{ color: tokens.textMuted }}>{t('text')}</span>}
      actions={
        <TextField
          select
          size="small"
          value={minutes}
          onChange={(event) => setMinutes(Number(event.target.value))}
          slotProps={{ htmlInput: { 'aria-label': t('hold.keepFor') } }}
        >
          {HOLD_MINUTES.map((one) => (
            <MenuItem key={one} value={one}>
              {t('hold.for', { time: format.duration(one * 60) })}
            </MenuItem>
          ))}
        </TextField>
      }
    >
      <Body>
        <PromiseForm ask={ask} onChange={change} />
        <div className="answers">
          <Answers request={toRequest(ask)} minutes={minutes} />
          <HoldsTable />
        </div>
      </Body>
    </Screen>
  );
}
