import { styled } from '@mui/material/styles';
import { tokens } from '../../../lib/tokens.ts';

const Plain = styled('button')({
  all: 'unset',
  cursor: 'pointer',
  display: 'flex',
  gap: 8,
  alignItems: 'baseline',
  borderRadius: 4,
  '&:hover .label': { textDecoration: 'underline' },
  '&:focus-visible': { outline: `2px solid ${tokens.accent}`, outlineOffset: 2 },
  '& .label': { fontWeight: 520 },
  '& .detail': { color: tokens.textMuted },
});

interface RowButtonProps {
  label: string;
  detail: string;
  onOpen: () => void;
}

/** Opens the row that it names. */
export function RowButton({ label, detail, onOpen }: RowButtonProps) {
  return (
    <Plain type="button" onClick={onOpen}>
      <span className="label">{label}</span>
      <span className="detail">{detail}</span>
    </Plain>
  );
}
