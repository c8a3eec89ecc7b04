import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { ChevronDown, ChevronRight, Lock } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PromiseLevelQuote, PromiseOption, PromisePart } from '../../../core/contract/promise.ts';
import { MoneyText } from '../../components/display/money-text.tsx';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { tokens } from '../../lib/tokens.ts';
import { FacilityLabel } from '../lists/facility-label.tsx';
import { arrivalWords, dayWords, noneWords, runnerUpWords, whyWords } from './promise-words.ts';

const Card = styled('article')({
  display: 'flex',
  flexDirection: 'column',
  padding: '14px 16px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 10,
  backgroundColor: tokens.surface,
  minWidth: 0,
  fontVariantNumeric: 'tabular-nums',
  '& header': {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: 8,
    minHeight: 24,
  },
  '& h2': { fontSize: 'var(--v-font)', fontWeight: 600 },
  '& .arrives': { margin: '8px 0 2px', fontSize: 'calc(var(--v-font) + 7px)', fontWeight: 600 },
  '& .quiet': { color: tokens.textMuted },
  '& ul': { listStyle: 'none', margin: 0, padding: 0 },
  '& .parts > li': { padding: '10px 0', borderTop: `1px solid ${tokens.line}` },
  '& .parts': { marginTop: 12 },
  '& .parts a': { color: tokens.text, textDecoration: 'none', minWidth: 0 },
  '& .parts a:hover': { color: tokens.accent },
  '& .why': { marginTop: 6, color: tokens.textMuted, lineHeight: 1.5 },
  '& .why li': { paddingLeft: 12, position: 'relative' },
  '& .why li::before': { content: '"·"', position: 'absolute', left: 2 },
  '& .others li': { display: 'flex', justifyContent: 'space-between', gap: 10, padding: '5px 0' },
  '& .others .label': { minWidth: 0, flex: '1 1 auto' },
  '& .others .words': { flex: '0 0 auto', textAlign: 'right', color: tokens.textMuted },
  '& footer': { marginTop: 'auto', paddingTop: 10, display: 'flex', justifyContent: 'flex-end' },
});

function Part({ part }: { part: PromisePart }) {
  const { t } = useTranslation('promise');
  const format = useFormat();
  return (
    <li>
      <Link to={links.facilityOnMap(part.facility.code)}>
        <FacilityLabel facility={part.facility} place />
      </Link>
      <p className="quiet">{t(`kind.${part.kind}`)}</p>
      <ul className="why">
        {whyWords(part, t, format).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </li>
  );
}

function Others({ quote }: { quote: PromiseLevelQuote }) {
  const { t } = useTranslation('promise');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { runnersUp } = quote;
  if (runnersUp.length === 0) return <p className="quiet">{t('other.none')}</p>;
  return (
    <div>
      <Button
        variant="text"
        size="small"
        aria-expanded={open}
        aria-controls={id}
        startIcon={open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
        onClick={() => setOpen(!open)}
      >
        {t('other.title', { count: runnersUp.length, formatted: format.integer(runnersUp.length) })}
      </Button>
      {open && (
        <ul className="others" id={id}>
          {runnersUp.map((one) => (
            <li key={one.facilities.map(({ code }) => code).join()}>
              <span className="label">
                {one.facilities.map((facility) => (
                  <FacilityLabel key={facility.code} facility={facility} />
                ))}
              </span>
              <span className="words">{runnerUpWords(one, t, format)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface OptionProps {
  quote: PromiseLevelQuote;
  option: PromiseOption;
  timeZone: string;
  busy: boolean;
  onHold: () => void;
}

function Promised({ quote, option, timeZone, busy, onHold }: OptionProps) {
  const { t } = useTranslation('promise');
  const format = useFormat();
  const { arriveFromDay, arriveByDay, parts } = option;
  const ships = parts.flatMap(({ shipDay }) => shipDay ?? []).sort();
  const last = ships.at(-1);
  const details = [
    arriveFromDay < arriveByDay && t('card.earliest', { day: dayWords(arriveFromDay, format) }),
    last && t('card.ships', { day: dayWords(last, format) }),
    parts.length > 1 && t('card.parcels', { count: parts.length, formatted: format.integer(parts.length) }),
  ].filter(Boolean);
  return (
    <>
      <p className="arrives">{arrivalWords(option, timeZone, t, format)}</p>
      <p className="quiet">{details.join(' · ') || '\u00a0'}</p>
      <ul className="parts">
        {parts.map((part) => (
          <Part key={part.facility.code} part={part} />
        ))}
      </ul>
      <Others quote={quote} />
      <footer>
        <Button startIcon={<Lock size={14} />} disabled={busy} onClick={onHold}>
          {t('card.hold')}
        </Button>
      </footer>
    </>
  );
}

interface LevelCardProps {
  quote: PromiseLevelQuote;
  timeZone: string;
  busy: boolean;
  onHold: (quote: PromiseLevelQuote) => void;
}

/** What one service level can promise, at what cost, from where and why; and what the others would give. */
export function LevelCard({ quote, timeZone, busy, onHold }: LevelCardProps) {
  const { t } = useTranslation('promise');
  const format = useFormat();
  const { option } = quote;
  const name = t(`level.${quote.level ?? 'collect'}`);
  return (
    <Card aria-label={name}>
      <header>
        <h2>{name}</h2>
        {option?.backOrder && <StatusChip tone="warning" label={t('card.backOrder')} />}
        {option && (
          <strong>
            <MoneyText value={option.cost} />
          </strong>
        )}
      </header>
      {option ? (
        <Promised
          quote={quote}
          option={option}
          timeZone={timeZone}
          busy={busy}
          onHold={() => onHold(quote)}
        />
      ) : (
        <p className="quiet" style={{ marginTop: 10 }}>
          {noneWords(quote, t, format)}
        </p>
      )}
    </Card>
  );
}
