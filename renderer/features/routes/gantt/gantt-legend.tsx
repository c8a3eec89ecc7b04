import { styled } from '@mui/material/styles';
import { Coffee, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../../lib/tokens.ts';

const List = styled('ul')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 14px',
  margin: 0,
  padding: 0,
  listStyle: 'none',
  color: tokens.textMuted,
  fontSize: 'calc(var(--v-font) - 1.5px)',
  '& li': { display: 'inline-flex', alignItems: 'center', gap: 5, whiteSpace: 'nowrap' },
});

const hatch = (colour: string, gap: number) =>
  `repeating-linear-gradient(45deg, ${colour} 0 2px, transparent 2px ${gap}px)`;

const block = (style: React.CSSProperties) => (
  <i aria-hidden style={{ display: 'inline-block', width: 16, height: 11, borderRadius: 2, ...style }} />
);

const MARKS: [string, ReactNode][] = [
  ['delivery', block({ backgroundColor: tokens.textMuted })],
  ['collection', block({ border: `1.5px solid ${tokens.textMuted}` })],
  [
    'transfer',
    block({
      background: `linear-gradient(${tokens.textMuted} 2px, ${tokens.surface} 2px 3px, ${tokens.textMuted} 3px 8px, ${tokens.surface} 8px 9px, ${tokens.textMuted} 9px)`,
    }),
  ],
  ['drive', block({ height: 2, backgroundColor: tokens.textMuted })],
  ['wait', block({ height: 8, background: hatch(tokens.textQuiet, 4) })],
  ['break', <Coffee key="break" size={11} aria-hidden />],
  ['window', block({ height: 4, backgroundColor: tokens.ok, opacity: 0.5 })],
  ['late', block({ height: 4, backgroundColor: tokens.critical })],
  ['overload', block({ height: 6, backgroundColor: tokens.critical })],
  ['locked', <Lock key="locked" size={10} strokeWidth={2.6} aria-hidden />],
  ['off', block({ background: `${hatch(tokens.line, 5)}, ${tokens.subtle}` })],
];

/** What the marks of the chart mean. */
export function GanttLegend() {
  const { t } = useTranslation('route-gantt');
  return (
    <List aria-label={t('legend.label')}>
      {MARKS.map(([key, mark]) => (
        <li key={key}>
          {mark}
          {t(`legend.${key}`)}
        </li>
      ))}
    </List>
  );
}
