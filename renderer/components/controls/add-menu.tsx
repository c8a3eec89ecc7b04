import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { tokens } from '../../lib/tokens.ts';

interface AddMenuProps<Kind extends string> {
  label: string;
  kinds: readonly { kind: Kind; label: string; hint: string }[];
  onAdd: (kind: Kind) => void;
}

/** A button that adds something of a kind, each kind with a line that says what it is for. */
export function AddMenu<Kind extends string>({ label, kinds, onAdd }: AddMenuProps<Kind>) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        startIcon={<Plus size={14} />}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {label}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {kinds.map((one) => (
          <MenuItem
            key={one.kind}
            onClick={() => {
              setAnchor(null);
              onAdd(one.kind);
            }}
          >
            <span>
              {one.label}
              <small style={{ display: 'block', color: tokens.textMuted }}>{one.hint}</small>
            </span>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
