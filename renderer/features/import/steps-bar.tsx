import { styled } from '@mui/material/styles';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';
import { WIZARD_STEPS, type WizardStep } from './wizard-store.ts';

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

interface StepsBarProps {
  step: WizardStep;
  /** The last step is over too. */
  finished: boolean;
}

/** Where one is on the way from files to data. */
export function StepsBar({ step, finished }: StepsBarProps) {
  const { t } = useTranslation('import');
  const at = WIZARD_STEPS.indexOf(step);
  return (
    <List aria-label={t('steps.label')}>
      {WIZARD_STEPS.map((name, index) => {
        const done = index < at || (finished && index === at);
        const state = done ? 'done' : index === at ? 'now' : 'ahead';
        return (
          <li key={name} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="mark" aria-hidden>
              {done ? <Check size={12} strokeWidth={2.6} /> : index + 1}
            </span>
            {t(`steps.${name}`)}
            {done && <span className="visually-hidden">{t('steps.done')}</span>}
          </li>
        );
      })}
    </List>
  );
}
