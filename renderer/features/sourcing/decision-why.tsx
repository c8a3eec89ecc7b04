import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { DecisionReason } from '../../../core/contract/sourcing.ts';
import { Section } from '../../components/layout/screen.tsx';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import { CostBar } from './cost-bar.tsx';
import { flipSentence, type ReasonContext, reasonSentences, rejectionSentence } from './reason-words.ts';
import { useFacilityNames } from './use-facility-names.ts';

const Sentence = styled('p')({ lineHeight: 1.5, '& + &': { marginTop: 2, color: tokens.textMuted } });

const Others = styled('ol')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& > li': { padding: '9px 0', borderTop: `1px solid ${tokens.line}` },
  '& .head': { display: 'flex', justifyContent: 'space-between', gap: 12, marginBottom: 4 },
  '& .head strong': { fontWeight: 560 },
  '& .money': { fontWeight: 560, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  '& p': { color: tokens.textMuted, marginTop: 3 },
  '& .flip': { color: tokens.text },
});

interface DecisionWhyProps {
  reason: DecisionReason;
  currency: string;
  /** Names of the facilities chosen. */
  chosen: readonly string[];
}

function useReasonContext(currency: string, chosen: readonly string[]): ReasonContext {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  const nameOf = useFacilityNames();
  return { t, format, currency, chosen, nameOf };
}

/** The reason in one or two sentences. */
export function ReasonText({ reason, currency, chosen }: DecisionWhyProps) {
  const context = useReasonContext(currency, chosen);
  return reasonSentences(reason, context).map((sentence) => <Sentence key={sentence}>{sentence}</Sentence>);
}

/** The reason, the cost, and what else was possible with what would have to change. */
export function DecisionWhy({ reason, currency, chosen }: DecisionWhyProps) {
  const { t } = useTranslation('sourcing');
  const context = useReasonContext(currency, chosen);
  const { cost, alternatives } = reason;
  const scaleMinor = Math.max(cost.totalMinor, ...alternatives.map((one) => one.cost?.totalMinor ?? 0));
  return (
    <>
      <Section title={t('why.title')}>
        <ReasonText reason={reason} currency={currency} chosen={chosen} />
      </Section>
      {cost.totalMinor > 0 && (
        <Section
          title={t('why.cost')}
          actions={<strong>{context.format.moneyMinor(cost.totalMinor, currency)}</strong>}
        >
          <CostBar cost={cost} currency={currency} scaleMinor={scaleMinor} />
        </Section>
      )}
      <Section title={t('why.alternatives')}>
        {alternatives.length === 0 && <p style={{ color: tokens.textMuted }}>{t('why.noAlternatives')}</p>}
        <Others>
          {alternatives.map((alternative) => {
            const flip = flipSentence(alternative, context);
            return (
              <li key={alternative.facilities.join('+')}>
                <div className="head">
                  <strong>{alternative.facilities.map(context.nameOf).join(' + ')}</strong>
                  <span className="money">
                    {alternative.cost
                      ? context.format.moneyMinor(alternative.cost.totalMinor, currency)
                      : '–'}
                  </span>
                </div>
                {alternative.cost && (
                  <CostBar cost={alternative.cost} currency={currency} scaleMinor={scaleMinor} />
                )}
                <p>{rejectionSentence(alternative, { ...context, cost: cost.totalMinor })}</p>
                {flip && <p className="flip">{flip}</p>}
              </li>
            );
          })}
        </Others>
      </Section>
    </>
  );
}
