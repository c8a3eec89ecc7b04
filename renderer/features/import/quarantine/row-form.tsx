import OutlinedInput from '@mui/material/OutlinedInput';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { QuarantineRow } from '../../../../core/contract/import.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { tokens } from '../../../lib/tokens.ts';
import { useImportWords } from '../import-words.ts';

const Cells = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(90px, 34%) minmax(0, 1fr)',
  gap: '6px 12px',
  alignItems: 'center',
  '& label': { color: tokens.textMuted, overflowWrap: 'anywhere' },
  '& label.wrong': { color: tokens.critical, fontWeight: 560 },
  '& .why': {
    gridColumn: 2,
    display: 'flex',
    gap: 6,
    color: tokens.critical,
    fontSize: 'calc(var(--v-font) - 1px)',
    lineHeight: 1.45,
    '& svg': { marginTop: 3, flexShrink: 0 },
  },
});

interface RowFormProps {
  row: QuarantineRow;
  /** Cells that differ from the file's. */
  edits: Record<string, string>;
  disabled: boolean;
  onChange: (column: string, value: string) => void;
}

/** A row's cells as they were in the file, to be corrected in place. */
export function RowForm({ row, edits, disabled, onChange }: RowFormProps) {
  const words = useImportWords();
  const id = useId();
  return (
    <Cells>
      {Object.entries(row.raw).map(([column, value]) => {
        const wrong = column === row.column && row.status === 'open';
        return (
          <div key={column} style={{ display: 'contents' }}>
            <label htmlFor={`${id}-${column}`} className={wrong ? 'wrong' : undefined}>
              {column}
            </label>
            <OutlinedInput
              id={`${id}-${column}`}
              size="small"
              value={edits[column] ?? value}
              error={wrong}
              disabled={disabled}
              autoFocus={wrong}
              onChange={(event) => onChange(column, event.target.value)}
              inputProps={wrong ? { 'aria-describedby': `${id}-why` } : undefined}
              endAdornment={
                edits[column] !== undefined && edits[column] !== value ? (
                  <span
                    style={{ paddingRight: 8, color: tokens.textQuiet, textDecoration: 'line-through' }}
                    title={value}
                  >
                    {value.slice(0, 18)}
                  </span>
                ) : undefined
              }
            />
            {wrong && (
              <p className="why" id={`${id}-why`}>
                <SeverityIcon severity="critical" size={13} />
                {words.reason(row.code, row.reason)}
              </p>
            )}
          </div>
        );
      })}
    </Cells>
  );
}
