import Button from '@mui/material/Button';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Check, Rows3 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface GroupMenuProps {
  /** `value` null groups by nothing. */
  options: readonly { value: string; label: string }[];
  value: string | null;
  onChange: (value: string | null) => void;
}

/** Chooses what a list is grouped by. */
export function GroupMenu({ options, value, onChange }: GroupMenuProps) {
  const { t } = useTranslation('stock');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const chosen = options.find((option) => option.value === value);
  const label = chosen ? t('group.by', { what: chosen.label.toLocaleLowerCase() }) : t('group.button');
  const choose = (next: string | null) => {
    setAnchor(null);
    onChange(next);
  };
  return (
    <>
      <Button
        startIcon={<Rows3 size={14} />}
        title={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        color={chosen ? 'primary' : 'inherit'}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {label}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {[{ value: null, label: t('group.none') }, ...options].map((option) => (
          <MenuItem
            key={option.value ?? ''}
            role="menuitemradio"
            aria-checked={option.value === (chosen?.value ?? null)}
            onClick={() => choose(option.value)}
          >
            <ListItemIcon
              sx={{
                minWidth: 20,
                visibility: option.value === (chosen?.value ?? null) ? 'visible' : 'hidden',
              }}
            >
              <Check size={14} />
            </ListItemIcon>
            {option.label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
