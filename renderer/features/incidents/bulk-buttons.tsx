import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { ChevronDown, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OPTION_KINDS, type OptionKind } from '../../../core/contract/incidents.ts';
import { useIncidentWords } from './incident-words.ts';

const SNOOZES = [1, 4, 24, 72] as const;

interface MenuButtonProps<Value> {
  label: string;
  items: readonly { value: Value; label: string }[];
  disabled: boolean;
  onChoose: (value: Value) => void;
}

/** A button that opens a few choices. */
export function MenuButton<Value extends string | number>(props: MenuButtonProps<Value>) {
  const { label, items, disabled, onChoose } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        size="small"
        endIcon={<ChevronDown size={12} />}
        aria-haspopup="menu"
        disabled={disabled}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {label}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {items.map((item) => (
          <MenuItem
            key={item.value}
            onClick={() => {
              setAnchor(null);
              onChoose(item.value);
            }}
          >
            {item.label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

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
