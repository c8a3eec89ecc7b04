import { styled } from '@mui/material/styles';
import { Check } from 'lucide-react';
import { tokens } from '../../lib/tokens.ts';

const List = styled('ol')({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  margin: 0,
  padding: '10px 24px',
  listStyle: 'none',
  flexShrink: 0,
  borderBottom: `1px solid ${tokens.line}`,
  '& li': { display: 'flex', alignItems: 'center', gap: 8, color: tokens.textQuiet, whiteSpace: 'nowrap' },
  '& li + li::before': {
    content: '""',
    width: 28,
    height: 1,
    margin: '0 6px',
    backgroundColor: tokens.lineStrong,
  },
  '& li[data-state="done"]': { color: tokens.textMuted },
  '& li[aria-current]': { color: tokens.text, fontWeight: 600 },
  '& .mark': {
    display: 'grid',
    placeItems: 'center',
    width: 20,
    height: 20,
    borderRadius: 10,
    border: `1px solid ${tokens.lineStrong}`,
    fontSize: 11,
    fontWeight: 600,
    fontVariantNumeric: 'tabular-nums',
  },
  '& li[data-state="done"] .mark': {
    borderColor: 'transparent',
    backgroundColor: tokens.accentSoft,
    color: tokens.accent,
  },
  '& li[aria-current] .mark': {
    borderColor: 'transparent',
    backgroundColor: tokens.accent,
    color: tokens.onAccent,
  },
});

export interface StepsBarProps {
  /** Names the list for screen readers. */
  label: string;
  steps: readonly { key: string; label: string }[];
  /** The step one is at. */
  at: string;
  /** The last step is over too. */
  finished?: boolean;
  /** "(done)", for screen readers. */
  doneLabel: string;
}

/** Where one is on a way of several steps. */
export function StepsBar({ label, steps, at, finished = false, doneLabel }: StepsBarProps) {
  const now = steps.findIndex((step) => step.key === at);
  return (
    <List aria-label={label}>
      {steps.map((step, index) => {
        const done = index < now || (finished && index === now);
        const state = done ? 'done' : index === now ? 'now' : 'ahead';
        return (
          <li key={step.key} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="mark" aria-hidden>
              {done ? <Check size={12} strokeWidth={2.6} /> : index + 1}
            </span>
            {step.label}
            {done && <span className="visually-hidden">{doneLabel}</span>}
          </li>
        );
      })}
    </List>
  );
}
