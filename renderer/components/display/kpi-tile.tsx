import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type Severity, tokens } from '../../lib/tokens.ts';
import { SeverityIcon } from './severity-icon.tsx';

const Root = styled(Link)({
  display: 'flex',
  flexDirection: 'column',
  gap: 2,
  minWidth: 0,
  flex: '1 1 0',
  padding: '10px 14px 11px',
  color: tokens.text,
  textDecoration: 'none',
  borderRight: `1px solid ${tokens.line}`,
  '&:last-of-type': { borderRight: 0 },
  '&:hover': { backgroundColor: tokens.hover },
  '&:focus-visible': { outlineOffset: -2 },
});

const Label = styled('span')({
  display: 'flex',
  alignItems: 'center',
  gap: 5,
  color: tokens.textMuted,
  fontSize: 'calc(var(--v-font) - 1px)',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
});

const Value = styled('span')({
  fontSize: 20,
  fontWeight: 600,
  lineHeight: '26px',
  height: 26,
  letterSpacing: '-0.015em',
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
});

const Bar = styled('span')({
  display: 'inline-block',
  width: 56,
  height: 14,
  borderRadius: 4,
  backgroundColor: tokens.line,
});

const Note = styled('span')({
  color: tokens.textQuiet,
  fontSize: 'calc(var(--v-font) - 1px)',
  minHeight: '1.4em',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
});

export interface KpiTileProps {
  label: string;
  /** Already formatted; `undefined` while loading. */
  value: ReactNode | undefined;
  /** The list that the number counts. */
  to: string;
  severity?: Severity;
  /** A quiet line below: unit, share, change. */
  note?: ReactNode;
}

/** A number that opens the list it counts. Its size never changes with its value. */
export function KpiTile({ label, value, to, severity, note }: KpiTileProps) {
  return (
    <Root to={to}>
      <Label>
        {severity && severity !== 'info' && <SeverityIcon severity={severity} size={13} />}
        {label}
      </Label>
      <Value>{value === undefined ? <Bar /> : value}</Value>
      {note !== undefined && <Note>{note}</Note>}
    </Root>
  );
}

/** A row of tiles with hairlines between them. */
export const KpiStrip = styled('nav')({
  display: 'flex',
  flexShrink: 0,
  overflowX: 'auto',
  backgroundColor: tokens.surface,
  borderBottom: `1px solid ${tokens.line}`,
});
