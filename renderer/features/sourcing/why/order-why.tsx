import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionView, SourcingRunView } from '../../../../core/contract/sourcing.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { CostBar } from '../cost-bar.tsx';
import { DecisionWhy, ReasonText } from '../decision-why.tsx';
import { CandidatesTable } from './candidates-table.tsx';
import { OverrideDialog } from './override-dialog.tsx';

type Override = NonNullable<DecisionView['reason']['override']>;

/** Who decided it by hand, when and why. */
function ByHand({ actor, at, reason, note }: Override) {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  const because = t(`override.because.${reason}`, { defaultValue: reason });
  return (
    <p style={{ marginTop: 4 }}>
      <strong>{t('why.byHand')}</strong>{' '}
      {t('why.byHandText', {
        actor,
        when: format.dateTime(at),
        reason: [because, note].filter(Boolean).join(' — '),
      })}
    </p>
  );
}

interface OrderWhyProps {
  run: SourcingRunView;
  decision: DecisionView;
  /** Names of the facilities chosen. */
  chosen: readonly string[];
}

/** Why an order is served as it is: the reason, its cost, and every facility that could have been. */
export function OrderWhy({ run, decision, chosen }: OrderWhyProps) {
  const { t } = useTranslation(['workbench', 'sourcing']);
  const format = useFormat();
  const [overriding, setOverriding] = useState<string | null>(null);
  const { number, reason, cost } = decision;
  const { data, error } = useQuery(orpc.workbench.why.queryOptions({ input: { runId: run.id, number } }));
  if (error) return <DecisionWhy reason={reason} currency={cost.currency} chosen={chosen} />;
  return (
    <>
      <Section title={t('sourcing:why.title')}>
        <ReasonText reason={reason} currency={cost.currency} chosen={chosen} />
        {reason.override && <ByHand {...reason.override} />}
      </Section>
      {chosen.length > 1 && (
        <Section
          title={t('sourcing:why.cost')}
          actions={<strong>{format.moneyMinor(reason.cost.totalMinor, cost.currency)}</strong>}
        >
          <CostBar cost={reason.cost} currency={cost.currency} scaleMinor={reason.cost.totalMinor} />
        </Section>
      )}
      <Section title={t('sourcing:why.alternatives')}>
        {data?.changedSince && (
          <p
            style={{
              display: 'flex',
              gap: 6,
              alignItems: 'center',
              color: tokens.textMuted,
              marginBottom: 6,
            }}
          >
            <SeverityIcon severity="info" size={13} />
            {t('why.changedSince')}
          </p>
        )}
        {data ? (
          <CandidatesTable
            candidates={data.candidates}
            currency={data.currency}
            ruleVersionId={run.parameters.ruleVersionId ?? undefined}
            {...(run.status === 'proposed' ? { onChoose: setOverriding } : {})}
          />
        ) : (
          <PaneSkeleton blocks={1} />
        )}
      </Section>
      {overriding !== null && data && (
        <OverrideDialog
          runId={run.id}
          number={number}
          currency={data.currency}
          candidates={data.candidates}
          facility={overriding}
          onClose={() => setOverriding(null)}
        />
      )}
    </>
  );
}
