import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { tokens } from '../../lib/tokens.ts';

/** A station's page: the work at the left, what waits at the right; one below the other on a small screen. */
export const Station = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) minmax(260px, 360px)',
  flex: '1 1 auto',
  minHeight: 0,
  '& > main, & > .work': {
    overflow: 'auto',
    padding: '16px 20px 28px',
    display: 'grid',
    gap: 16,
    alignContent: 'start',
  },
  '& > aside': { overflow: 'auto', padding: '14px 14px 28px', borderLeft: `1px solid ${tokens.line}` },
  '& aside h2': { fontSize: 15, fontWeight: 600, margin: '0 0 10px' },
  '@media (max-width: 860px)': {
    gridTemplateColumns: 'minmax(0, 1fr)',
    overflow: 'auto',
    '& > .work, & > aside': { overflow: 'visible' },
    '& > aside': { borderLeft: 0, borderTop: `1px solid ${tokens.line}` },
  },
});

/** A button for a finger with a glove on. */
export const BigButton = styled(Button)({
  minHeight: 56,
  padding: '8px 20px',
  fontSize: 17,
  fontWeight: 560,
  borderRadius: 10,
});

const Figure = styled('div')({
  '& > .label': { color: tokens.textMuted, fontSize: 14 },
  '& > .value': { fontSize: 34, lineHeight: 1.15, fontWeight: 640, fontVariantNumeric: 'tabular-nums' },
  '& > .unit': { color: tokens.textMuted },
});

/** What has to be read from two steps away. */
export function BigFigure({ label, unit, children }: { label: string; unit?: string; children: ReactNode }) {
  return (
    <Figure>
      <div className="label">{label}</div>
      <div className="value">{children}</div>
      {unit !== undefined && <div className="unit">{unit}</div>}
    </Figure>
  );
}

/** Rows that are read and touched from afar. */
export const StationList = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 8,
  '& > li > button, & > li > .row': {
    display: 'grid',
    gap: 2,
    width: '100%',
    minHeight: 56,
    padding: '10px 12px',
    textAlign: 'left',
    font: 'inherit',
    color: tokens.text,
    backgroundColor: tokens.surface,
    border: `1px solid ${tokens.line}`,
    borderRadius: 10,
  },
  '& > li > button': { cursor: 'pointer' },
  '& > li > button:hover': { backgroundColor: tokens.hover },
  '& > li > button[aria-current="true"]': { borderColor: tokens.accent, backgroundColor: tokens.accentSoft },
  '& strong': { fontSize: 16, fontWeight: 600 },
  '& .quiet': { color: tokens.textMuted },
});
