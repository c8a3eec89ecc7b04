import Button from '@mui/material/Button';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { OPTION_KINDS, type OptionKind } from '../../../core/contract/incidents.ts';
import { GiveButton } from './give-button.tsx';
import { useIncidentWords } from './incident-words.ts';
import { MenuButton } from './menu-button.tsx';
import type { Receiver } from './use-incidents.ts';

const SNOOZES = [1, 4, 24, 72] as const;

/** Puts off for a while. */
export function SnoozeButton({
  disabled,
  onSnooze,
}: {
  disabled: boolean;
  onSnooze: (hours: number) => void;
}) {
  const { t } = useTranslation('incidents');
  const items = SNOOZES.map((hours) => ({ value: hours, label: t(`snooze.${hours}`) }));
  return <MenuButton label={t('action.snooze')} items={items} disabled={disabled} onChoose={onSnooze} />;
}

interface BulkButtonsProps {
  open: boolean;
  busy: boolean;
  onAssign: () => void;
  onGive: (to: Receiver) => void;
  onSnooze: (hours: number) => void;
  onResolve: (as: 'resolved' | 'dismissed') => void;
  onOption: (option: OptionKind) => void;
  onMerge: () => void;
  onReopen: () => void;
}

/** What can be done with many incidents at once. */
export function BulkButtons(props: BulkButtonsProps) {
  const { t } = useTranslation('incidents');
  const words = useIncidentWords();
  const { open, busy } = props;
  if (!open) {
    return (
      <Button size="small" startIcon={<RotateCcw size={13} />} disabled={busy} onClick={props.onReopen}>
        {t('action.reopen')}
      </Button>
    );
  }
  return (
    <>
      <MenuButton
        label={t('action.options')}
        items={OPTION_KINDS.map((option) => ({ value: option, label: words.option(option) }))}
        disabled={busy}
        onChoose={props.onOption}
      />
      <Button size="small" disabled={busy} onClick={props.onAssign}>
        {t('action.assignMe')}
      </Button>
      <GiveButton disabled={busy} onGive={props.onGive} />
      <SnoozeButton disabled={busy} onSnooze={props.onSnooze} />
      <Button size="small" disabled={busy} onClick={props.onMerge}>
        {t('action.merge')}
      </Button>
      <Button size="small" disabled={busy} onClick={() => props.onResolve('resolved')}>
        {t('action.resolve')}
      </Button>
      <Button size="small" disabled={busy} onClick={() => props.onResolve('dismissed')}>
        {t('action.dismiss')}
      </Button>
    </>
  );
}
