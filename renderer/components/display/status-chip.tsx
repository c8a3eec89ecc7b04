import type { ComponentType, ReactNode } from 'react';
import type { Severity } from '../../lib/tokens.ts';
import { SeverityIcon } from './severity-icon.tsx';
import './status-chip.css';

export type ChipTone = Severity | 'neutral' | 'accent';

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
  const bare = tone === 'neutral' || tone === 'accent';
  const classes = `v-chip${quiet ? ' quiet' : ''}${bare && !Icon ? ' plain' : ''}`;
  return (
    <span className={classes} data-tone={tone} title={title}>
      {Icon && <Icon size={13} strokeWidth={2.2} />}
      {!Icon && !bare && <SeverityIcon severity={tone} size={13} />}
      <span>{label}</span>
    </span>
  );
}
