import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { PlanReference } from '../../../../core/contract/workbench.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Comparison, usePlanFigures } from '../compare/compare-view.tsx';
import { headline } from './headline.ts';

const Headline = styled('p')({
  padding: '10px 14px',
  marginBottom: 16,
  borderRadius: 8,
  backgroundColor: tokens.subtle,
  lineHeight: 1.55,
  minHeight: 42,
  fontVariantNumeric: 'tabular-nums',
});

const Stale = styled('p')({
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  color: tokens.textMuted,
  marginBottom: 10,
});

interface ScenarioResultProps {
  runId: number;
  baselineRunId: number;
  /** The what-if has been edited since it was run. */
  stale: boolean;
}

/** What a what-if comes to: in one line, then beside the network as it is. */
export function ScenarioResult({ runId, baselineRunId, stale }: ScenarioResultProps) {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  const navigate = useNavigate();
  const about: PlanReference = { type: 'run', runId };
  const plans: PlanReference[] = [{ type: 'run', runId: baselineRunId }, about];
  const { data } = usePlanFigures(plans);
  const [baseline, scenario] = data?.plans ?? [];
  const open = (number?: string) =>
    void navigate({
      pathname: links.sourcingRun(runId, number ? 'orders' : 'compare'),
      search: String(
        new URLSearchParams({ with: String(baselineRunId), ...(number ? { order: number } : {}) }),
      ),
    });
  return (
    <Section
      level={2}
      title={t('whatIf.result')}
      actions={
        <Button size="small" onClick={() => open()}>
          {t('whatIf.openRun')}
        </Button>
      }
    >
      {stale && (
        <Stale role="status">
          <SeverityIcon severity="info" size={13} />
          {t('whatIf.stale')}
        </Stale>
      )}
      <Headline role="status">
        {baseline && scenario ? headline(baseline, scenario, t, format) : '\u00a0'}
      </Headline>
      <Comparison plans={plans} about={about} activeNumber={null} onOpen={open} />
    </Section>
  );
}
