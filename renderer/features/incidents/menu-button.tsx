import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';

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
