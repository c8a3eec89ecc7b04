import { styled } from '@mui/material/styles';
import type { ComponentType, ReactNode } from 'react';
import { SEVERITY_COLOR, SEVERITY_SOFT, type Severity, tokens } from '../../lib/tokens.ts';
import { SeverityIcon } from './severity-icon.tsx';

export type ChipTone = Severity | 'neutral' | 'accent';

const Root = styled('span', { shouldForwardProp: (name) => name !== 'tone' && name !== 'quiet' })<{
  tone: ChipTone;
  quiet: boolean;
}>(({ tone, quiet }) => {
  const color =
    tone === 'neutral' ? tokens.textMuted : tone === 'accent' ? tokens.accent : SEVERITY_COLOR[tone];
  const ground =
    tone === 'neutral' ? tokens.subtle : tone === 'accent' ? tokens.accentSoft : SEVERITY_SOFT[tone];
  return {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 4,
    height: 20,
    maxWidth: '100%',
    padding: quiet ? 0 : '0 7px 0 5px',
    borderRadius: 5,
    backgroundColor: quiet ? 'transparent' : ground,
    color: quiet && tone === 'neutral' ? tokens.text : color,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 520,
    lineHeight: 1,
    whiteSpace: 'nowrap',
    '& > span': { overflow: 'hidden', textOverflow: 'ellipsis', lineHeight: 1.4 },
  };
});

export interface StatusChipProps {
  /** A severity brings its own icon; `neutral` and `accent` want one from you. */
  tone: ChipTone;
  /** The word: state is never told by colour alone. */
  label: ReactNode;
  icon?: ComponentType<{ size?: number | string; strokeWidth?: number | string }>;
  /** Without ground: for dense table cells. */
  quiet?: boolean;
  title?: string;
}

export function StatusChip({ tone, label, icon: Icon, quiet = false, title }: StatusChipProps) {
  return (
    <Root tone={tone} quiet={quiet} title={title}>
      {Icon ? (
        <Icon size={13} strokeWidth={2.2} />
      ) : tone !== 'neutral' && tone !== 'accent' ? (
        <SeverityIcon severity={tone} size={13} />
      ) : null}
      <span>{label}</span>
    </Root>
  );
}
