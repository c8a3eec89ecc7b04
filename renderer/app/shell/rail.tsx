import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { KeyHint } from '../../components/display/key-hint.tsx';
import { tokens } from '../../lib/tokens.ts';
import { DESTINATIONS, type Destination } from './destinations.ts';

const Root = styled('nav')({
  gridArea: 'rail',
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  gap: 4,
  padding: '8px 0',
  borderRight: `1px solid ${tokens.line}`,
  backgroundColor: tokens.canvas,
  minHeight: 0,
  overflowY: 'auto',
  scrollbarWidth: 'none',
  // Every screen in a low window as well.
  '@media (max-height: 860px)': { gap: 1 },
});

const Item = styled(NavLink)({
  position: 'relative',
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 3,
  width: 64,
  height: 46,
  flexShrink: 0,
  '@media (max-height: 860px)': { height: 42 },
  borderRadius: 8,
  color: tokens.textMuted,
  fontSize: 10.5,
  fontWeight: 500,
  lineHeight: 1.1,
  textDecoration: 'none',
  '&:hover': { backgroundColor: tokens.hover, color: tokens.text },
  '&.active': { backgroundColor: tokens.accentSoft, color: tokens.accent },
  '&.active::before': {
    content: '""',
    position: 'absolute',
    left: -5,
    top: 12,
    bottom: 12,
    width: 3,
    borderRadius: '0 2px 2px 0',
    backgroundColor: tokens.accent,
  },
});

const Mark = styled('div')({ width: 36, height: 36, display: 'grid', placeItems: 'center', marginBottom: 6 });

function RailItem({ destination }: { destination: Destination }) {
  const { t } = useTranslation('shell');
  const { key, to, icon: Icon, shortcut } = destination;
  return (
    <Tooltip placement="right" title={<KeyHint keys={shortcut} />} describeChild>
      <Item to={to} end={to === '/'} aria-keyshortcuts={shortcut}>
        <Icon size={18} strokeWidth={1.9} aria-hidden />
        {t(`nav.${key}`)}
      </Item>
    </Tooltip>
  );
}

/** The mast with its crow's nest. */
function Logo() {
  return (
    <svg
      width="22"
      height="22"
      viewBox="0 0 24 24"
      fill="none"
      stroke={tokens.accent}
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d="M12 2v4M5 9h14l-1.7 5.2a2 2 0 0 1-1.9 1.4H8.6a2 2 0 0 1-1.9-1.4zM12 15.6V22" />
    </svg>
  );
}

export function Rail() {
  const { t } = useTranslation('shell');
  const at = (place: Destination['place']) =>
    DESTINATIONS.filter((destination) => destination.place === place);
  return (
    <Root aria-label={t('nav.label')}>
      <Mark>
        <Logo />
      </Mark>
      {at('top').map((destination) => (
        <RailItem key={destination.key} destination={destination} />
      ))}
      <div style={{ flex: 1 }} />
      {at('bottom').map((destination) => (
        <RailItem key={destination.key} destination={destination} />
      ))}
    </Root>
  );
}
