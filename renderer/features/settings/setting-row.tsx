import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { tokens } from '../../lib/tokens.ts';

const Row = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  alignItems: 'center',
  gap: 24,
  padding: '8px 0',
  minHeight: 48,
  '& .hint': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)', maxWidth: 400 },
});

/** A setting: its name, what it means, and its control at the right. */
export function SettingRow({
  id,
  label,
  hint,
  children,
}: {
  id: string;
  label: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <Row>
      <div>
        <span id={id}>{label}</span>
        {hint && <div className="hint">{hint}</div>}
      </div>
      {children}
    </Row>
  );
}
