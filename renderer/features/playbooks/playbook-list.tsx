import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { PlaybookHead, PlaybookMode } from '../../../core/contract/playbooks.ts';
import { type ChipTone, StatusChip } from '../../components/display/status-chip.tsx';
import { SideList } from '../../components/layout/side-list.tsx';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { playbookName } from './playbook-words.ts';

const Root = styled(SideList)({
  width: 270,
  '& .name': { display: 'block', fontWeight: 560 },
  '& .state': { display: 'flex', alignItems: 'center', gap: 8, flexWrap: 'wrap' },
});

const TONES: Readonly<Record<PlaybookMode, ChipTone>> = {
  off: 'neutral',
  suggest: 'info',
  ask: 'accent',
  itself: 'ok',
};

/** All playbooks with what each does now. */
export function PlaybookList({
  playbooks,
  onNew,
}: {
  playbooks: readonly PlaybookHead[];
  onNew: () => void;
}) {
  const { t } = useTranslation('playbooks');
  const format = useFormat();
  return (
    <Root aria-label={t('list')}>
      <ul>
        {playbooks.map((playbook) => (
          <li key={playbook.id}>
            <NavLink to={links.playbook(playbook.id)}>
              <span className="name">{playbookName(playbook, t)}</span>
              <span className="state">
                <StatusChip quiet tone={TONES[playbook.mode]} label={t(`mode.${playbook.mode}`)} />
                <small>{activityWords(playbook)}</small>
              </span>
            </NavLink>
          </li>
        ))}
      </ul>
      <Button
        size="small"
        variant="text"
        startIcon={<Plus size={13} />}
        onClick={onNew}
        sx={{ marginTop: '12px' }}
      >
        {t('new')}
      </Button>
    </Root>
  );

  function activityWords({ running, asking, runsToday, steps }: PlaybookHead): string {
    const counted = (key: string, count: number) => t(key, { count, formatted: format.integer(count) });
    return [
      counted('steps', steps),
      ...(asking > 0 ? [counted('asking', asking)] : []),
      ...(running > asking ? [counted('running', running - asking)] : []),
      ...(runsToday > 0 && running === 0 ? [counted('today', runsToday)] : []),
    ].join(' · ');
  }
}
