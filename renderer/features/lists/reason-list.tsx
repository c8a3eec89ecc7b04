import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { RotateCw } from 'lucide-react';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';

const Root = styled('nav')({
  width: 288,
  flexShrink: 0,
  overflow: 'auto',
  padding: 8,
  borderRight: `1px solid ${tokens.line}`,
  '& h2': {
    padding: '4px 8px 6px',
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 520,
  },
  '@media (max-width: 1000px)': { display: 'none' },
});

const Item = styled(ButtonBase)({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  alignItems: 'baseline',
  gap: 10,
  width: '100%',
  padding: '6px 8px',
  borderRadius: 5,
  font: 'inherit',
  color: 'inherit',
  textAlign: 'left',
  lineHeight: 1.4,
  '&:hover': { backgroundColor: tokens.hover },
  '&[aria-pressed="true"]': { backgroundColor: tokens.accentSoft },
  '& .count': { color: tokens.textMuted, fontVariantNumeric: 'tabular-nums' },
  '&[aria-pressed="true"] .count': { color: tokens.accent, fontWeight: 600 },
});

export interface ReasonListProps {
  title: string;
  /** "All reasons". */
  allLabel: string;
  reasons: readonly { code: string; text: string; rows: number }[];
  chosen: string | undefined;
  busy: boolean;
  onChoose: (code: string | undefined) => void;
  /** The button under the chosen reason: "Try 12 rows again". Leave out where rows cannot be tried again. */
  replayLabel?: (rows: number) => string;
  onReplay: (code: string) => void;
}

/** Why rows are here and how many of each; one reason filters the list, and all its rows can be tried again. */
export function ReasonList(props: ReasonListProps) {
  const { title, allLabel, reasons, chosen, busy, onChoose, replayLabel, onReplay } = props;
  const format = useFormat();
  const all = reasons.reduce((sum, reason) => sum + reason.rows, 0);
  return (
    <Root aria-label={title}>
      <h2>{title}</h2>
      <Item aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
        <span>{allLabel}</span>
        <span className="count">{format.integer(all)}</span>
      </Item>
      {reasons.map(({ code, text, rows }) => (
        <div key={code}>
          <Item aria-pressed={chosen === code} onClick={() => onChoose(chosen === code ? undefined : code)}>
            <span>{text}</span>
            <span className="count">{format.integer(rows)}</span>
          </Item>
          {chosen === code && replayLabel && (
            <Button
              size="small"
              sx={{ m: '4px 8px 8px' }}
              startIcon={<RotateCw size={13} />}
              disabled={busy}
              onClick={() => onReplay(code)}
            >
              {replayLabel(rows)}
            </Button>
          )}
        </div>
      ))}
    </Root>
  );
}
