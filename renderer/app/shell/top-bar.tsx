import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { ChevronRight, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { KeyHint } from '../../components/display/key-hint.tsx';
import { useScreenPlace } from '../../lib/screen.ts';
import { tokens } from '../../lib/tokens.ts';
import { ConnectionState } from './connection-state.tsx';
import { Freshness } from './freshness.tsx';
import { JobsButton } from './jobs-button.tsx';
import { WhoAmI } from './who-am-i.tsx';

const Root = styled('header')({
  gridArea: 'top',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) minmax(160px, 360px) minmax(0, 1fr)',
  alignItems: 'center',
  gap: 16,
  padding: '0 12px 0 16px',
  borderBottom: `1px solid ${tokens.line}`,
  backgroundColor: tokens.canvas,
});

const Place = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  minWidth: 0,
  '& h1': {
    fontSize: 'var(--v-font)',
    fontWeight: 600,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '& a': { color: tokens.textMuted, textDecoration: 'none', whiteSpace: 'nowrap' },
  '& a:hover': { color: tokens.text },
});

const SearchButton = styled(ButtonBase)({
  display: 'flex',
  justifyContent: 'flex-start',
  gap: 8,
  height: 28,
  padding: '0 6px 0 9px',
  borderRadius: 7,
  border: `1px solid ${tokens.line}`,
  backgroundColor: tokens.surface,
  color: tokens.textQuiet,
  fontFamily: 'inherit',
  fontSize: 'var(--v-font)',
  '&:hover': { borderColor: tokens.lineStrong, color: tokens.textMuted },
  '& span.label': {
    flex: 1,
    textAlign: 'left',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

const Right = styled('div')({
  display: 'flex',
  justifyContent: 'flex-end',
  alignItems: 'center',
  gap: 4,
  minWidth: 0,
});

function WhereIAm() {
  const { title, crumbs } = useScreenPlace();
  return (
    <Place>
      {crumbs.map((crumb) => (
        <span key={crumb.label} style={{ display: 'contents' }}>
          {crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : <span>{crumb.label}</span>}
          <ChevronRight size={13} color={tokens.textQuiet} aria-hidden style={{ flexShrink: 0 }} />
        </span>
      ))}
      <h1>{title}</h1>
    </Place>
  );
}

/** Where I am, search and commands, freshness, jobs, connection, who I am. */
export function TopBar({ onOpenPalette }: { onOpenPalette: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <Root>
      <WhereIAm />
      <SearchButton onClick={onOpenPalette} aria-keyshortcuts="Control+K Meta+K" aria-haspopup="dialog">
        <Search size={14} aria-hidden />
        <span className="label">{t('palette.open')}</span>
        <KeyHint keys="$mod+k" />
      </SearchButton>
      <Right>
        <Freshness />
        <ConnectionState />
        <JobsButton />
        <WhoAmI />
      </Right>
    </Root>
  );
}
