import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useImportWords } from '../import-words.ts';
import type { QuarantineMeta } from './use-quarantine-rows.ts';

const Root = styled('nav')({
  width: 288,
  flexShrink: 0,
  overflow: 'auto',
  padding: 8,
  borderRight: `1px solid ${tokens.line}`,
  '& h3': {
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

interface ReasonListProps {
  reasons: QuarantineMeta['reasons'];
  chosen: string | undefined;
  /** Only rows that are still open can be tried again. */
  open: boolean;
  busy: boolean;
  onChoose: (code: string | undefined) => void;
  onReplay: (code: string) => void;
}

/** Why rows are here and how many of each; one reason filters the list, and all its rows can be tried again. */
export function ReasonList({ reasons, chosen, open, busy, onChoose, onReplay }: ReasonListProps) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const format = useFormat();
  const all = reasons.reduce((sum, reason) => sum + reason.rows, 0);
  return (
    <Root aria-label={t('quarantine.reasons')}>
      <h3>{t('quarantine.reasons')}</h3>
      <Item aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
        <span>{t('quarantine.allReasons')}</span>
        <span className="count">{format.integer(all)}</span>
      </Item>
      {reasons.map(({ code, reason, rows }) => (
        <div key={code}>
          <Item aria-pressed={chosen === code} onClick={() => onChoose(chosen === code ? undefined : code)}>
            <span>{words.reason(code, reason)}</span>
            <span className="count">{format.integer(rows)}</span>
          </Item>
          {chosen === code && open && (
            <Button
              size="small"
              sx={{ m: '4px 8px 8px' }}
              startIcon={<RotateCw size={13} />}
              disabled={busy}
              onClick={() => onReplay(code)}
            >
              {t('replay.reason', { count: rows, formatted: format.integer(rows) })}
            </Button>
          )}
        </div>
      ))}
    </Root>
  );
}
