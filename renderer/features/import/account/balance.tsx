import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { ImportAccount } from '../../../../core/contract/import.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Panel } from '../import-styles.ts';

export const OUTCOMES = ['inserted', 'updated', 'unchanged', 'duplicates', 'quarantined'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const COLOURS: Record<Outcome, string> = {
  inserted: tokens.accent,
  updated: tokens.ok,
  unchanged: tokens.lineStrong,
  duplicates: tokens.textQuiet,
  quarantined: tokens.warning,
};

const Sum = styled('dl')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'flex-start',
  margin: 0,
  padding: '14px 14px 10px',
  gap: '10px 0',
  '& dt': {
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
  },
  '& dd': {
    margin: 0,
    fontSize: 20,
    lineHeight: '28px',
    fontWeight: 600,
    letterSpacing: '-0.015em',
    fontVariantNumeric: 'tabular-nums',
  },
  '& .sign': {
    padding: '19px 16px 0',
    color: tokens.textQuiet,
    fontSize: 18,
    lineHeight: '28px',
  },
  '& .key': { width: 9, height: 9, borderRadius: 2 },
});

const Bar = styled('div')({
  display: 'flex',
  gap: 1,
  height: 8,
  margin: '0 14px 12px',
  borderRadius: 4,
  overflow: 'hidden',
  backgroundColor: tokens.subtle,
  '& > span': { minWidth: 2 },
});

const Verdict = styled('p')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  padding: '8px 14px',
  borderTop: `1px solid ${tokens.line}`,
  color: tokens.textMuted,
});

/** The rows that came in and what became of them: a sum that adds up. */
export function Balance({ account }: { account: ImportAccount }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const { totals } = account;
  return (
    <Panel aria-label={t('account.balance')}>
      <Sum>
        <div>
          <dt>{t('outcome.rows')}</dt>
          <dd>{format.integer(totals.rows)}</dd>
        </div>
        {OUTCOMES.map((outcome, index) => (
          <div key={outcome} style={{ display: 'flex' }}>
            <span className="sign" aria-hidden>
              {index === 0 ? '=' : '+'}
            </span>
            <div>
              <dt>
                <span className="key" style={{ backgroundColor: COLOURS[outcome] }} />
                {t(`outcome.${outcome}`)}
              </dt>
              <dd style={totals[outcome] === 0 ? { color: tokens.textQuiet, fontWeight: 450 } : undefined}>
                {format.integer(totals[outcome])}
              </dd>
            </div>
          </div>
        ))}
      </Sum>
      <Bar aria-hidden>
        {OUTCOMES.filter((outcome) => totals[outcome] > 0).map((outcome) => (
          <span key={outcome} style={{ flex: totals[outcome], backgroundColor: COLOURS[outcome] }} />
        ))}
      </Bar>
      <Verdict>
        <SeverityIcon severity={account.balanced ? 'ok' : 'critical'} size={15} />
        {t(account.balanced ? 'account.balanced' : 'account.unbalanced', {
          duration: format.duration(account.durationMs / 1000),
        })}
      </Verdict>
    </Panel>
  );
}
