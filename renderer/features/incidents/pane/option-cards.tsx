import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OptionKind, OptionView } from '../../../../core/contract/incidents.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { useIncidentWords } from '../incident-words.ts';

const Card = styled('article')({
  padding: '10px 12px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  '& + &': { marginTop: 8 },
  '&.best': { borderColor: tokens.accent },
  '& header': { display: 'flex', alignItems: 'center', gap: 8 },
  '& h4': { flex: 1, fontSize: 'var(--v-font)', fontWeight: 600, margin: 0 },
  '& p': { margin: '2px 0 6px', color: tokens.textMuted },
  '& dl': {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: '0 12px',
    margin: 0,
  },
  '& dt': { color: tokens.textQuiet, fontSize: 'calc(var(--v-font) - 1px)' },
  '& dd': { margin: 0, fontVariantNumeric: 'tabular-nums' },
  '& .notes': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 12px',
    marginTop: 6,
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
  },
});

interface OptionCardsProps {
  id: number;
  busy: boolean;
  onChoose: (option: OptionKind) => void;
}

/** The ways out with what each costs and brings, best first. */
export function OptionCards({ id, busy, onChoose }: OptionCardsProps) {
  const { t } = useTranslation('incidents');
  const { data, error } = useQuery({
    ...orpc.incidents.options.queryOptions({ input: { id } }),
    retry: false,
  });
  if (error) return <ErrorState error={error} />;
  if (!data) return <PaneSkeleton blocks={2} />;
  if (data.length === 0) return <p style={{ color: tokens.textMuted }}>{t('pane.noOptions')}</p>;
  return data.map((option, index) => (
    <OptionCard
      key={option.kind}
      option={option}
      best={index === 0}
      busy={busy}
      onChoose={() => onChoose(option.kind)}
    />
  ));
}

interface OptionCardProps {
  option: OptionView;
  best: boolean;
  busy: boolean;
  onChoose: () => void;
}

function OptionCard({ option, best, busy, onChoose }: OptionCardProps) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const words = useIncidentWords();
  const name = words.option(option.kind);
  const money = (minor: number) => format.moneyMinor(minor, option.currency);
  const { claimMinor, days, expectedAt } = option.values;
  const reason = t(`reason.${option.reason}`, {
    ...option.values,
    count: Number(days ?? 0),
    amount: money(Number(claimMinor ?? 0)),
    date: expectedAt === undefined ? '' : format.date(Number(expectedAt)),
  });
  return (
    <Card className={best ? 'best' : undefined} aria-label={name}>
      <header>
        <h4>{name}</h4>
        {best && <StatusChip quiet tone="accent" label={t('card.best')} />}
        <Button
          size="small"
          variant={best ? 'contained' : 'outlined'}
          disabled={busy}
          aria-label={`${t('action.act')}: ${name}`}
          onClick={onChoose}
        >
          {t('action.act')}
        </Button>
      </header>
      <p>{reason}</p>
      <dl>
        <div>
          <dt>{t('card.cost')}</dt>
          <dd>{option.costMinor === 0 ? t('card.free') : money(option.costMinor)}</dd>
        </div>
        <div>
          <dt>{t('card.eta')}</dt>
          <dd title={format.instant(option.etaP50At)}>
            {option.etaP90At === null ? t('card.etaNever') : format.dateTime(option.etaP90At)}
          </dd>
        </div>
        <div>
          <dt>{t('card.margin')}</dt>
          <dd style={{ color: (option.marginLeftMinor ?? 0) < 0 ? tokens.critical : undefined }}>
            {option.marginLeftMinor === null ? '' : money(option.marginLeftMinor)}
          </dd>
        </div>
      </dl>
      <div className="notes">
        {option.keepsPromise !== null && (
          <StatusChip
            quiet
            tone={option.keepsPromise ? 'ok' : 'warning'}
            label={t(option.keepsPromise ? 'card.keeps' : 'card.breaks')}
          />
        )}
        <span>{t(`card.effect.${option.customerEffect}`)}</span>
        {option.takes.map((take) => (
          <span key={take.sku}>
            {t('card.takes', {
              sku: take.sku,
              count: take.waitingOrders,
              left: format.integer(take.leftAvailable),
            })}
          </span>
        ))}
      </div>
    </Card>
  );
}
