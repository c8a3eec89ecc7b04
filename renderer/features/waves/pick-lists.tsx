import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { Download, ListChecks, ScanLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { PICK_METHODS, type PickMethod } from '../../../core/contract/picking.ts';
import type { WaveView } from '../../../core/contract/waves.ts';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { JobLine } from '../sourcing/runs/job-line.tsx';
import { usePickLists } from './use-pick-lists.ts';

const Root = styled('section')({
  display: 'grid',
  gap: 8,
  padding: '10px 12px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  '& h3': { fontSize: 'var(--v-font)', fontWeight: 600 },
  '& p': { color: tokens.textMuted, fontVariantNumeric: 'tabular-nums' },
  '& .row': { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 },
});

/** A released wave's pick lists: made by a method, opened at a station, taken along on paper or as a file. */
export function PickLists({ wave }: { wave: WaveView }) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  const navigate = useNavigate();
  const { data: lists } = useQuery(
    orpc.picking.lists.queryOptions({
      input: { waveId: wave.id, statuses: ['open', 'picking', 'picked'], limit: 1000 },
    }),
  );
  const { data: unlisted } = useQuery(
    orpc.picking.unlisted.queryOptions({ input: { waveId: wave.id }, enabled: wave.status !== 'done' }),
  );
  const commands = usePickLists(wave.id);
  if (!lists) return null;
  const waiting = unlisted?.orders ?? 0;
  const ids = lists.map(({ id }) => id);
  const count = lists.length;
  const stops = (of: 'tasks' | 'tasksDone') => format.integer(lists.reduce((sum, list) => sum + list[of], 0));
  return (
    <Root aria-label={t('lists.title')}>
      <div className="row">
        <h3>{t('lists.title')}</h3>
        <p>
          {count === 0
            ? t(unlisted?.orders === 0 ? 'lists.nothing' : 'lists.none')
            : `${t('lists.summary', { count })} · ${t('lists.progress', { done: stops('tasksDone'), all: stops('tasks') })}`}
        </p>
      </div>
      {commands.progress && (
        <JobLine
          share={commands.progress.share}
          message={t(`lists.${commands.progress.what}`)}
          onCancel={commands.cancel}
        />
      )}
      {waiting > 0 && (
        <>
          {count > 0 && <p>{t('lists.waiting', { count: waiting })}</p>}
          <MakeLists busy={commands.busy} onMake={commands.make} />
        </>
      )}
      {count > 0 && (
        <div className="row">
          <Button
            size="small"
            startIcon={<ScanLine size={14} />}
            onClick={() => void navigate(links.floor(wave.facility, 'pick'))}
          >
            {t('lists.open')}
          </Button>
          {(['pdf', 'csv'] as const).map((kind) => (
            <Button
              key={kind}
              size="small"
              startIcon={<Download size={14} />}
              disabled={commands.busy}
              aria-label={t('lists.download', { count, format: t(`lists.${kind}`) })}
              onClick={() => void commands.file(ids, kind)}
            >
              {t(`lists.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </Root>
  );
}

interface MakeListsProps {
  busy: boolean;
  onMake: (method: PickMethod, ordersPerList: number | undefined) => void;
}

function MakeLists({ busy, onMake }: MakeListsProps) {
  const { t } = useTranslation('waves');
  const [method, setMethod] = useState<PickMethod>('batch');
  const [orders, setOrders] = useState('');
  const each = method === 'single' || orders === '' ? undefined : Number(orders);
  const wrong = each !== undefined && !(Number.isInteger(each) && each >= 1 && each <= 200);
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong && !busy) onMake(method, each);
      }}
    >
      <TextField
        select
        size="small"
        label={t('lists.method')}
        value={method}
        onChange={(event) => setMethod(event.target.value as PickMethod)}
        sx={{ width: 210 }}
      >
        {PICK_METHODS.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`methods.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        size="small"
        type="number"
        label={t('lists.ordersPerList')}
        placeholder={t('lists.asLabour')}
        value={orders}
        error={wrong}
        disabled={method === 'single'}
        onChange={(event) => setOrders(event.target.value)}
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: 1, max: 200 } }}
        sx={{ width: 140 }}
      />
      <Button type="submit" variant="contained" startIcon={<ListChecks size={14} />} disabled={busy || wrong}>
        {t('lists.make')}
      </Button>
    </form>
  );
}
