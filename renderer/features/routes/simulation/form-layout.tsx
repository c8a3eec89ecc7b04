import { styled } from '@mui/material/styles';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import { tokens } from '../../../lib/tokens.ts';

/** A part of the form, titled. */
export const Part = styled('fieldset')({
  border: 0,
  padding: 0,
  margin: '0 0 18px',
  minWidth: 0,
  '& legend': { fontWeight: 600, padding: 0, marginBottom: 10 },
  '& .hint': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)', margin: '4px 0 0' },
});

export const FieldGrid = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
  gap: 10,
  '& .wide': { gridColumn: '1 / -1' },
  '& .MuiFormControlLabel-root': { margin: 0, gap: 6 },
  '& .MuiCheckbox-root': { padding: 3 },
});

export interface FormPartProps {
  value: RouteParameters;
  set: (patch: Partial<RouteParameters>) => void;
  /** What all scenarios begin with; a scenario differs from it. */
  basis: RouteParameters | null;
}
