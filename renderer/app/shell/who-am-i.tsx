import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { Keyboard, Settings, SunMoon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCommands } from '../../lib/commands.ts';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';

const Disc = styled('span')({
  display: 'grid',
  placeItems: 'center',
  width: 24,
  height: 24,
  borderRadius: '50%',
  backgroundColor: tokens.accentSoft,
  color: tokens.accent,
  fontSize: 11,
  fontWeight: 620,
});

const Card = styled('div')({
  padding: '6px 8px 8px',
  maxWidth: 300,
  '& strong': { display: 'block', fontWeight: 600 },
  '& span': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)', overflowWrap: 'anywhere' },
});

function initials(name: string): string {
  const words = name.split(/[\s._@-]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');
}

/** Who acts, on which workspace; the way to settings. */
export function WhoAmI() {
  const { t } = useTranslation('shell');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const navigate = useNavigate();
  const commands = useCommands();
  const { data } = useQuery(orpc.workspace.info.queryOptions());
  const actor = data?.actor ?? '';
  const close = () => setAnchor(null);
  const runAndClose = (id: string) => () => {
    close();
    void commands.find((command) => command.id === id)?.run();
  };
  return (
    <>
      <IconButton
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-label={t('me.label', { actor })}
        aria-haspopup="menu"
      >
        <Disc>{initials(actor) || '·'}</Disc>
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <Card role="none">
          <strong>{actor}</strong>
          <span>{data?.location}</span>
        </Card>
        <Divider sx={{ my: '4px !important' }} />
        <MenuItem
          onClick={() => {
            close();
            void navigate(links.settings());
          }}
        >
          <Settings size={15} />
          {t('nav.settings')}
        </MenuItem>
        <MenuItem onClick={runAndClose('shell.toggleTheme')}>
          <SunMoon size={15} />
          {t('command.toggleTheme')}
        </MenuItem>
        <MenuItem onClick={runAndClose('shell.shortcuts')}>
          <Keyboard size={15} />
          {t('command.shortcuts')}
        </MenuItem>
      </Menu>
    </>
  );
}
