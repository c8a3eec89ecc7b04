import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SourcingParameters } from '../../../../core/contract/sourcing.ts';
import type { PlanFigures } from '../../../../core/contract/workbench.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useRuleSetTitle } from '../../../lib/use-rule-set-title.ts';

const Line = styled('p')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 18px',
  minHeight: 33,
  alignItems: 'center',
  padding: '6px 14px',
  borderBottom: `1px solid ${tokens.line}`,
  color: tokens.textMuted,
  flexShrink: 0,
  '& strong': { fontWeight: 560, color: tokens.text },
  '& a': { color: tokens.accent },
});

/** The distance in money, of the share that it is of the cost and of the least cost possible. */
function distanceMinor(gap: number, boundMinor: number): number {
  return gap < 1 ? Math.round((boundMinor * gap) / (1 - gap)) : boundMinor;
}

/** How far the plan is from the best possible at most, in money and share, in one sentence. */
function useBoundSentence(figures: PlanFigures | undefined): string {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  if (!figures) return '\u00a0';
  const { gap, boundMinor, currency } = figures;
  if (gap === null || boundMinor === null) return t('bound.unknown');
  const lost = distanceMinor(gap, boundMinor);
  if (lost <= 0) return t('bound.best');
  return t('bound.atMost', { share: format.percent(gap, 2), amount: format.moneyMinor(lost, currency) });
}

interface BoundLineProps {
  figures: PlanFigures | undefined;
  parameters: SourcingParameters;
}

/** How the run was computed: its method, its proven distance to the best, and the rules that it kept. */
export function BoundLine({ figures, parameters }: BoundLineProps) {
  const { t } = useTranslation('workbench');
  const titleOf = useRuleSetTitle();
  const sentence = useBoundSentence(figures);
  const { ruleVersionId } = parameters;
  const { data: versions } = useQuery(orpc.rules.versions.queryOptions({ input: {} }));
  const version = versions?.find(({ id, inForce }) =>
    ruleVersionId === undefined ? inForce : id === ruleVersionId,
  );
  return (
    <Line>
      {figures?.method && <span>{t(`method.${figures.method}`)}</span>}
      <strong>{sentence}</strong>
      {ruleVersionId === null
        ? t('rules.none')
        : version && (
            <Link to={links.rules(version.id)}>
              {t('rules.kept', { name: titleOf(version.setName), version: version.version })}
            </Link>
          )}
    </Line>
  );
}
