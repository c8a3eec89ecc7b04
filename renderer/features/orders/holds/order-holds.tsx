import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Pause, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../../core/contract/orders.ts';
import { VALIDATION_FAMILIES } from '../../../../core/contract/validation.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useCountryName } from '../../lists/use-country-name.ts';
import { CreditDialog } from './credit-dialog.tsx';
import { fraudSigns, type HoldWords, holdSentence } from './hold-words.ts';
import { ReleaseHoldDialog } from './release-hold-dialog.tsx';
import { useValidate } from './use-validate.ts';

type Hold = OrderDetail['holds'][number];

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  '& > li': { display: 'flex', gap: 10, padding: '10px 12px', alignItems: 'flex-start' },
  '& > li + li': { borderTop: `1px solid ${tokens.line}` },
  '& .icon': { flexShrink: 0, marginTop: 3, color: tokens.warning },
  '& .says': { flex: 1, minWidth: 0, lineHeight: 1.45, overflowWrap: 'anywhere' },
  '& .quiet': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
  '& .signs': { margin: '4px 0 2px', padding: 0, listStyle: 'none' },
  '& .signs li': { display: 'flex', justifyContent: 'space-between', gap: 12 },
  '& .signs span:last-of-type': { whiteSpace: 'nowrap', color: tokens.textMuted },
  '& .buttons': { display: 'flex', flexDirection: 'column', gap: 6, flexShrink: 0 },
});

const Past = styled('details')({
  marginTop: 8,
  '& summary': { cursor: 'pointer', color: tokens.textMuted },
  '& ul': { margin: '6px 0 0', padding: '0 0 0 16px', lineHeight: 1.5 },
  '& .quiet': { color: tokens.textMuted },
});

function usePlacedBy() {
  const { t } = useTranslation('validation');
  const format = useFormat();
  return ({ by, code, since }: Hold) => {
    const who = by !== null ? t('pane.byPerson', { who: by }) : code === 'source' ? t('pane.bySource') : null;
    const rule = code === 'manual' || code === 'source' ? null : t('pane.byRule');
    return [t('pane.since', { when: format.dateTime(since) }), who ?? rule].filter(Boolean).join(', ');
  };
}

interface ActiveHoldProps {
  hold: Hold;
  words: HoldWords;
  onRelease: () => void;
  onCredit: (() => void) | null;
}

function ActiveHold({ hold, words, onRelease, onCredit }: ActiveHoldProps) {
  const { t } = useTranslation('validation');
  const placedBy = usePlacedBy();
  const name = t(`code.${hold.code}`);
  const holds = hold.mode === 'hold';
  const signs = fraudSigns(hold, words);
  return (
    <li>
      <span className="icon">
        {holds ? (
          <Pause size={14} strokeWidth={2.6} aria-hidden />
        ) : (
          <SeverityIcon severity="info" size={14} />
        )}
      </span>
      <div className="says">
        <strong style={{ fontWeight: 600 }}>{holds ? name : `${t('pane.warning')} · ${name}`}</strong>
        <div>{holdSentence(hold, words)}</div>
        {signs.length > 0 && (
          <ul className="signs">
            {signs.map(({ key, sign, points }) => (
              <li key={key}>
                <span>{sign}</span>
                <span>{points}</span>
              </li>
            ))}
          </ul>
        )}
        <div className="quiet">{placedBy(hold)}</div>
      </div>
      <div className="buttons">
        <Button
          size="small"
          aria-label={t(holds ? 'pane.releaseName' : 'pane.dismissName', { hold: name })}
          onClick={onRelease}
        >
          {t(holds ? 'pane.release' : 'pane.dismiss')}
        </Button>
        {onCredit && (
          <Button size="small" onClick={onCredit}>
            {t('pane.changeCredit')}
          </Button>
        )}
      </div>
    </li>
  );
}

function PastHolds({ holds, words }: { holds: readonly Hold[]; words: HoldWords }) {
  const { t } = useTranslation('validation');
  const format = useFormat();
  if (holds.length === 0) return null;
  return (
    <Past>
      <summary>{t('pane.past', { count: holds.length })}</summary>
      <ul>
        {holds.map((hold) => {
          const when = format.dateTime(hold.releasedAt);
          return (
            <li key={hold.id}>
              {t(`code.${hold.code}`)}: {holdSentence(hold, words)}{' '}
              <span className="quiet">
                {hold.releasedBy === null
                  ? t('pane.cleared', { when })
                  : t('pane.releasedBy', { who: hold.releasedBy, when })}
                {hold.note && ` ${t('pane.note', { note: hold.note })}`}
              </span>
            </li>
          );
        })}
      </ul>
    </Past>
  );
}

const ON_CREDIT: readonly string[] = VALIDATION_FAMILIES.credit;

/** What holds an order, each in words with its figures, and what held it once. */
export function OrderHolds({ detail }: { detail: OrderDetail }) {
  const { t } = useTranslation('validation');
  const format = useFormat();
  const country = useCountryName();
  const validate = useValidate();
  const [released, setReleased] = useState<Hold | null>(null);
  const [credit, setCredit] = useState<string | null>(null);
  const { holds, customer, order, actions } = detail;
  if (holds.length === 0) return null;
  const words: HoldWords = { t, format, country };
  const active = holds.filter((hold) => hold.active);
  const customerCode = customer?.code ?? null;
  return (
    <Section
      title={t('pane.title')}
      actions={
        actions.includes('editAddress') && (
          <Button
            variant="text"
            size="small"
            startIcon={<RefreshCw size={13} />}
            onClick={() => void validate([order.number])}
          >
            {t('pane.validate')}
          </Button>
        )
      }
    >
      {active.length > 0 && (
        <List aria-label={t('pane.title')}>
          {active.map((hold) => (
            <ActiveHold
              key={hold.id}
              hold={hold}
              words={words}
              onRelease={() => setReleased(hold)}
              onCredit={
                customerCode !== null && ON_CREDIT.includes(hold.code) ? () => setCredit(customerCode) : null
              }
            />
          ))}
        </List>
      )}
      <PastHolds holds={holds.filter((hold) => !hold.active)} words={words} />
      {released && <ReleaseHoldDialog detail={detail} hold={released} onClose={() => setReleased(null)} />}
      {credit !== null && <CreditDialog customer={credit} onClose={() => setCredit(null)} />}
    </Section>
  );
}
