import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { CostBreakdown } from '../../../core/contract/sourcing.ts';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';

const Track = styled('div')({
  display: 'flex',
  gap: 1,
  height: 8,
  borderRadius: 2,
  overflow: 'hidden',
  backgroundColor: tokens.subtle,
});

const Parts = styled('ul')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 14px',
  listStyle: 'none',
  margin: '4px 0 0',
  padding: 0,
  color: tokens.textMuted,
  fontSize: 'calc(var(--v-font) - 1px)',
  fontVariantNumeric: 'tabular-nums',
  '& li': { display: 'inline-flex', alignItems: 'center', gap: 5 },
  '& i': { width: 10, height: 8, borderRadius: 2 },
});

const PARTS = [
  { key: 'shippingMinor', name: 'shipping', fill: tokens.accent },
  { key: 'handlingMinor', name: 'handling', fill: tokens.info },
  {
    key: 'splitMinor',
    name: 'split',
    fill: `repeating-linear-gradient(115deg, ${tokens.warning} 0 2px, transparent 2px 4px)`,
  },
  {
    key: 'lateMinor',
    name: 'late',
    fill: `repeating-linear-gradient(65deg, ${tokens.critical} 0 3px, transparent 3px 5px)`,
  },
  {
    key: 'ruleMinor',
    name: 'rules',
    fill: `repeating-linear-gradient(90deg, ${tokens.info} 0 2px, transparent 2px 5px)`,
  },
  {
    key: 'co2Minor',
    name: 'co2',
    fill: `repeating-linear-gradient(0deg, ${tokens.ok} 0 2px, transparent 2px 4px)`,
  },
] as const;

interface CostBarProps {
  cost: CostBreakdown;
  currency: string;
  /** Minor units that fill the whole width, to compare bars. */
  scaleMinor: number;
}

/** What a choice costs and of what: shipping, handling, the penalties for splitting and lateness, and what rules ask for. */
export function CostBar({ cost, currency, scaleMinor }: CostBarProps) {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  const parts = PARTS.map((part) => ({ ...part, minor: cost[part.key] ?? 0 })).filter(
    ({ minor }) => minor > 0,
  );
  return (
    <div>
      <Track aria-hidden>
        {parts.map(({ key, fill, minor }) => (
          <span
            key={key}
            style={{ width: `${(100 * minor) / Math.max(1, scaleMinor)}%`, background: fill }}
          />
        ))}
      </Track>
      <Parts>
        {parts.map(({ key, name, fill, minor }) => (
          <li key={key}>
            <i style={{ background: fill }} />
            {t(`cost.${name}`)} {format.moneyMinor(minor, currency)}
          </li>
        ))}
      </Parts>
    </div>
  );
}
