import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Address } from '../../../core/contract/base.ts';
import type { FacilityDetail } from '../../../core/contract/tower.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { FactList } from '../../components/display/fact-list.tsx';
import { type ChipTone, StatusChip } from '../../components/display/status-chip.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { SidePane } from '../../components/layout/side-pane.tsx';
import { FacilitySymbol } from '../../components/map/map-symbols.tsx';
import type { MapHealth } from '../../components/map/types.ts';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { useCountryName } from '../lists/use-country-name.ts';
import { CutOff } from './cut-off.tsx';
import { PaneLink } from './pane-link.ts';

const TONES: Record<MapHealth, ChipTone> = { good: 'ok', low: 'warning', out: 'critical', none: 'neutral' };

const Figures = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(3, 1fr)',
  gap: 1,
  border: `1px solid ${tokens.line}`,
  borderRadius: 6,
  overflow: 'hidden',
  backgroundColor: tokens.line,
});

const Figure = styled(Link)({
  display: 'block',
  padding: '7px 10px 8px',
  color: tokens.text,
  backgroundColor: tokens.surface,
  textDecoration: 'none',
  '&:hover': { backgroundColor: tokens.hover },
  '&:focus-visible': { outlineOffset: -2 },
  '& b': { display: 'block', fontSize: 16, fontWeight: 600, fontVariantNumeric: 'tabular-nums' },
  '& span': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
});

const Lowest = styled('ul')({ listStyle: 'none', margin: 0, padding: 0 });

const LowestRow = styled(Link)({
  display: 'grid',
  gridTemplateColumns: '1fr auto',
  columnGap: 12,
  padding: '5px 6px',
  margin: '0 -6px',
  borderRadius: 5,
  color: tokens.text,
  textDecoration: 'none',
  '&:hover': { backgroundColor: tokens.hover },
  '& .name': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .sku': { color: tokens.textQuiet, fontSize: 'calc(var(--v-font) - 1px)' },
  '& .number': { textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

function HealthFigures({ detail }: { detail: FacilityDetail }) {
  const { t } = useTranslation('tower');
  const format = useFormat();
  const { facility, totals } = detail;
  const here = { facilities: [facility.code] };
  const figures = [
    { label: t('facility.positions'), value: facility.positions, to: links.stock(here) },
    {
      label: t('facility.belowSafety'),
      value: facility.belowSafety,
      to: links.stock({ ...here, belowSafety: true }),
    },
    {
      label: t('facility.outOfStock'),
      value: facility.outOfStock,
      to: links.stock({ ...here, noStock: true }),
    },
    { label: t('facility.onHand'), value: totals.onHand, to: links.stock(here) },
    { label: t('facility.reserved'), value: totals.reserved, to: links.stock(here) },
    { label: t('facility.available'), value: totals.available, to: links.stock(here) },
  ];
  return (
    <Figures>
      {figures.map(({ label, value, to }) => (
        <Figure key={label} to={to}>
          <b>{format.integer(value)}</b>
          <span>{label}</span>
        </Figure>
      ))}
    </Figures>
  );
}

function LowestPositions({ detail }: { detail: FacilityDetail }) {
  const { t } = useTranslation('tower');
  const format = useFormat();
  if (detail.lowest.length === 0) return <p style={{ color: tokens.textMuted }}>{t('facility.noneLow')}</p>;
  return (
    <Lowest>
      {detail.lowest.map(({ sku, name, available, safetyStock, onHand }) => (
        <li key={sku}>
          <LowestRow to={links.product(sku)}>
            <span className="name">{name}</span>
            <span className="number">
              {t('facility.availableOf', { available: format.integer(available) })}
            </span>
            <span className="sku">{sku}</span>
            <span className="number sku">
              {t('facility.onHandSafety', {
                onHand: format.integer(onHand),
                safety: format.integer(safetyStock),
              })}
            </span>
          </LowestRow>
        </li>
      ))}
    </Lowest>
  );
}

function AddressLines({ address }: { address: Address }) {
  const countryName = useCountryName();
  const town = [address.postalCode, address.city].filter(Boolean).join(' ');
  const country = address.country ? countryName(address.country) : null;
  const lines = [address.street, town, country].filter((line): line is string => Boolean(line));
  return lines.map((line) => <div key={line}>{line}</div>);
}

function FacilityFacts({ detail }: { detail: FacilityDetail }) {
  const { t } = useTranslation('tower');
  const format = useFormat();
  const { facility, locationPrecision } = detail;
  const orders = (
    <PaneLink to={links.orders({ facility: facility.code, open: true })}>
      {t('facility.openOrdersCount', {
        count: facility.openOrders,
        formatted: format.integer(facility.openOrders),
      })}
    </PaneLink>
  );
  return (
    <FactList
      facts={[
        { label: t('facility.openOrders'), value: orders },
        {
          label: t('facility.underWay'),
          value: t('facility.shipments', {
            count: detail.shipmentsUnderWay,
            formatted: format.integer(detail.shipmentsUnderWay),
            late: format.integer(detail.lateShipments),
          }),
        },
        {
          label: t('facility.inboundToday'),
          value: t('facility.units', {
            count: detail.inboundToday,
            formatted: format.integer(detail.inboundToday),
          }),
        },
        {
          label: t('facility.cutOff'),
          value: <CutOff minutes={detail.cutOffMinutes} timeZone={detail.timeZone} />,
        },
        {
          label: t('facility.capacity'),
          value:
            detail.dailyCapacityOrders === null
              ? null
              : t('facility.ordersPerDay', { formatted: format.integer(detail.dailyCapacityOrders) }),
        },
        { label: t('facility.address'), value: <AddressLines address={detail.address} /> },
        {
          label: t('facility.position'),
          value: locationPrecision
            ? t(`precision.${locationPrecision}`, { defaultValue: locationPrecision })
            : null,
        },
      ]}
    />
  );
}

/** One facility: stock health, orders, cut-off, address; the way on to its stock and its orders. */
export function FacilityPane({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation(['tower', 'map']);
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(orpc.tower.facility.queryOptions({ input: { code } }));
  const facility = data?.facility;
  return (
    <SidePane
      name="facility"
      title={facility?.name ?? code}
      subtitle={facility ? `${t(`map:kind.${facility.kind}`)} · ${code}` : ' '}
      actions={facility && <FacilitySymbol kind={facility.kind} health={facility.health} size={26} />}
      onClose={onClose}
      footer={
        <>
          <Button
            variant="contained"
            color="primary"
            onClick={() => void navigate(links.stock({ facilities: [code] }))}
          >
            {t('facility.openStock')}
          </Button>
          <Button onClick={() => void navigate(links.orders({ facility: code }))}>
            {t('facility.allOrders')}
          </Button>
          <Button startIcon={<FlaskConical size={14} />} onClick={() => void navigate(links.newWhatIf(code))}>
            {t('facility.whatIf')}
          </Button>
        </>
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data && facility ? (
        <>
          <Section
            title={t('facility.health')}
            actions={<StatusChip tone={TONES[facility.health]} label={t(`map:health.${facility.health}`)} />}
          >
            <HealthFigures detail={data} />
          </Section>
          <Section title={t('facility.today')}>
            <FacilityFacts detail={data} />
          </Section>
          <Section title={t('facility.lowest')}>
            <LowestPositions detail={data} />
          </Section>
        </>
      ) : (
        <PaneSkeleton />
      )}
    </SidePane>
  );
}
