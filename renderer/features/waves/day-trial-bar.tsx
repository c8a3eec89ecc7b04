import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { Minus, Plus, RotateCcw, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DayProposal } from '../../../core/contract/waves.ts';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import { LeftOver } from './left-over.tsx';
import type { Trial } from './use-waves.ts';

const Root = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  minWidth: 0,
  fontVariantNumeric: 'tabular-nums',
  '& .pickers': { display: 'flex', alignItems: 'center', gap: 6, whiteSpace: 'nowrap' },
  '& .told': {
    marginLeft: 10,
    color: tokens.textMuted,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

type Tried = Pick<Trial, 'extraPickers' | 'releaseMinutes'>;

/** More or fewer pickers, and what the day comes to against the same orders picked as they came in. */
export function DayTrialBar({
  proposal,
  tried,
  onChange,
  busy,
}: {
  proposal: DayProposal;
  tried: Tried;
  onChange: (tried: Tried) => void;
  busy: boolean;
}) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  const { waves, firstCome, leftOver, pickers } = proposal;
  const pickSeconds = waves.reduce((sum, { figures }) => sum + figures.pickSeconds, 0);
  const late = waves.reduce((sum, { figures }) => sum + figures.late, 0);
  const set = (by: number) => onChange({ ...tried, extraPickers: tried.extraPickers + by });
  const changed = tried.extraPickers !== 0 || Object.keys(tried.releaseMinutes).length > 0;
  const told = t('trial.told', {
    hours: format.duration(pickSeconds),
    count: late + leftOver.length,
    comeHours: format.duration(firstCome.pickSeconds),
    comeLate: format.integer(firstCome.late + firstCome.leftOver),
  });
  return (
    <Root aria-busy={busy}>
      <span className="pickers">
        <Users size={14} aria-hidden />
        {t('trial.pickers', { count: pickers })}
      </span>
      <Tooltip title={t('trial.fewer')}>
        <span>
          <IconButton
            size="small"
            aria-label={t('trial.fewer')}
            disabled={pickers <= 1}
            onClick={() => set(-1)}
          >
            <Minus size={14} />
          </IconButton>
        </span>
      </Tooltip>
      <Tooltip title={t('trial.more')}>
        <IconButton size="small" aria-label={t('trial.more')} onClick={() => set(1)}>
          <Plus size={14} />
        </IconButton>
      </Tooltip>
      {changed && (
        <Tooltip title={t('trial.reset')}>
          <IconButton
            size="small"
            aria-label={t('trial.reset')}
            onClick={() => onChange({ extraPickers: 0, releaseMinutes: {} })}
          >
            <RotateCcw size={14} />
          </IconButton>
        </Tooltip>
      )}
      <LeftOver orders={leftOver} />
      {waves.length > 0 && (
        <span className="told" title={`${t('trial.toldTitle')} – ${told}`}>
          {told}
        </span>
      )}
    </Root>
  );
}
