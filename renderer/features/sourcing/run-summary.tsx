import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourcingRunView } from '../../../core/contract/sourcing.ts';
import { EndKeptText } from '../../components/display/end-kept-text.tsx';
import { MoneyText } from '../../components/display/money-text.tsx';
import { SeverityIcon } from '../../components/display/severity-icon.tsx';
import { useFormat } from '../../lib/format.ts';
import { type Severity, tokens } from '../../lib/tokens.ts';

const Root = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 3fr) minmax(280px, 2fr)',
  flexShrink: 0,
  borderBottom: `1px solid ${tokens.line}`,
});

/** Beside a wide pane the figures have the room; facilities have a part of their own. */
const Frame = styled('div')({
  containerType: 'inline-size',
  flexShrink: 0,
  '@container (max-width: 860px)': {
    '& > div': { gridTemplateColumns: 'minmax(0, 1fr)' },
    '& > div > div': { display: 'none' },
  },
});

const Tiles = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'repeat(4, 1fr)',
  margin: 0,
  '& > div': { padding: '10px 14px', borderRight: `1px solid ${tokens.line}` },
  '& > div:nth-of-type(n+5)': { borderTop: `1px solid ${tokens.line}` },
  '& dt': {
    display: 'flex',
    alignItems: 'center',
    gap: 5,
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
  },
  '& dd': {
    fontSize: 18,
    lineHeight: '26px',
    fontWeight: 600,
    letterSpacing: '-0.012em',
    fontVariantNumeric: 'tabular-nums',
  },
  '& dd small': {
    display: 'block',
    lineHeight: '16px',
    minHeight: 16,
    color: tokens.textQuiet,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 450,
    letterSpacing: 0,
  },
});

const Bars = styled('div')({
  minWidth: 0,
  padding: '10px 14px',
  maxHeight: 152,
  overflow: 'auto',
  '& h3': {
    marginBottom: 4,
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 520,
  },
});

const Bar = styled(ButtonBase)({
  display: 'grid',
  gridTemplateColumns: 'minmax(150px, 5fr) minmax(32px, 2fr) 44px',
  alignItems: 'center',
  columnGap: 10,
  width: '100%',
  minHeight: 22,
  padding: '0 4px',
  borderRadius: 4,
  font: 'inherit',
  color: 'inherit',
  textAlign: 'left',
  '&:hover, &[aria-pressed="true"]': { backgroundColor: tokens.hover },
  '&[aria-pressed="true"] .name': { color: tokens.accent, fontWeight: 560 },
  '& .track': { height: 8, borderRadius: 2, backgroundColor: tokens.subtle, overflow: 'hidden' },
  '& .fill': { display: 'block', height: '100%', backgroundColor: tokens.accent },
  '& .value': {
    textAlign: 'right',
    color: tokens.textMuted,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
});

function Tile({
  label,
  value,
  note,
  severity,
}: {
  label: string;
  value: ReactNode;
  note?: string;
  severity?: Severity;
}) {
  return (
    <div>
      <dt>
        {severity && <SeverityIcon severity={severity} size={12} />}
        {label}
      </dt>
      <dd>
        {value}
        <small>{note}</small>
      </dd>
    </div>
  );
}

function Outcomes({ run }: { run: SourcingRunView }) {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  const share = (part: number, whole: number) => (whole > 0 ? format.percent(part / whole, 1) : undefined);
  const { outcomes } = run;
  const perOrder = outcomes.sourced + outcomes.partial;
  return (
    <Tiles>
      <Tile label={t('column.orders')} value={format.integer(run.orders)} />
      <Tile
        label={t('column.sourced')}
        value={format.integer(outcomes.sourced)}
        note={share(outcomes.sourced, run.orders)}
        severity="ok"
      />
      <Tile
        label={t('column.partial')}
        value={format.integer(outcomes.partial)}
        note={share(outcomes.partial, run.orders)}
        severity={outcomes.partial > 0 ? 'warning' : undefined}
      />
      <Tile
        label={t('column.unsourced')}
        value={format.integer(outcomes.unsourced)}
        note={share(outcomes.unsourced, run.orders)}
        severity={outcomes.unsourced > 0 ? 'critical' : undefined}
      />
      <Tile
        label={t('column.cost')}
        value={<MoneyText value={run.cost} />}
        note={
          perOrder > 0
            ? t('summary.perOrder', {
                cost: format.moneyMinor(Math.round(run.cost.amountMinor / perOrder), run.cost.currency),
              })
            : undefined
        }
      />
      <Tile
        label={t('column.unitsSourced')}
        value={format.integer(run.unitsSourced)}
        note={t('summary.ofUnits', { units: format.integer(run.units) })}
      />
      <Tile
        label={t('column.splitOrders')}
        value={format.integer(run.splitOrders)}
        note={share(run.splitOrders, run.orders)}
      />
      <Tile
        label={t('column.lateOrders')}
        value={format.integer(run.lateOrders)}
        note={share(run.lateOrders, run.orders)}
        severity={run.lateOrders > 0 ? 'warning' : undefined}
      />
    </Tiles>
  );
}

interface RunSummaryProps {
  run: SourcingRunView;
  facility: string | null;
  onFacility: (code: string | null) => void;
}

/** The run in numbers, and which facility gets how much of it; a facility's bar filters the decisions. */
export function RunSummary({ run, facility, onFacility }: RunSummaryProps) {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  const most = Math.max(1, ...run.byFacility.map((one) => one.orders));
  const sorted = [...run.byFacility].sort((a, b) => b.orders - a.orders);
  return (
    <Frame>
      <Root>
        <Outcomes run={run} />
        <Bars>
          <h3>{t('summary.byFacility')}</h3>
          {sorted.length === 0 && <p style={{ color: tokens.textMuted }}>{t('summary.noFacility')}</p>}
          {sorted.map(({ code, name, orders, units, costMinor }) => (
            <Bar
              key={code}
              aria-pressed={facility === code}
              title={t('summary.facilityTitle', {
                name,
                orders: format.integer(orders),
                units: format.integer(units),
                cost: format.moneyMinor(costMinor, run.cost.currency),
              })}
              onClick={() => onFacility(facility === code ? null : code)}
            >
              <EndKeptText className="name" text={name} />
              <span className="track">
                <span className="fill" style={{ width: `${(100 * orders) / most}%` }} />
              </span>
              <span className="value">{format.integer(orders)}</span>
            </Bar>
          ))}
        </Bars>
      </Root>
    </Frame>
  );
}
