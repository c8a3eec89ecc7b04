import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { keyframes, styled } from '@mui/material/styles';
import { RotateCw } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedDraft, TestStep as Step } from '../../../../core/contract/feeds.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { rpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Panel, StepBody } from '../../import/import-styles.ts';
import { useTry } from './use-try.ts';

const ONE_BY_ONE_MS = 140;

const appear = keyframes({ from: { opacity: 0, transform: 'translateY(3px)' }, to: { opacity: 1 } });

const Narrow = styled('div')({ display: 'grid', gap: 16, maxWidth: '640px !important' });

const List = styled('ol')({
  listStyle: 'none',
  margin: 0,
  padding: '4px 14px 10px',
  '& li': {
    display: 'grid',
    gridTemplateColumns: '18px 1fr',
    columnGap: 8,
    padding: '8px 0',
    animation: `${appear} 0.16s both`,
  },
  '& li + li': { borderTop: `1px solid ${tokens.line}` },
  '& svg': { marginTop: 2 },
  '& strong': { fontWeight: 520 },
  '& .detail': { color: tokens.textMuted, overflowWrap: 'anywhere' },
  '& .action': { marginTop: 2 },
});

function Steps({ steps }: { steps: readonly Step[] }) {
  const { t } = useTranslation('feeds');
  return (
    <List>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an answer's steps stay as they came
        <li key={index} style={{ animationDelay: `${index * ONE_BY_ONE_MS}ms` }}>
          <SeverityIcon severity={step.ok ? 'ok' : 'critical'} size={15} />
          <div>
            <strong>{t(`testStep.${step.code}`, { defaultValue: step.code })}</strong>
            <span className="visually-hidden"> {t(step.ok ? 'test.ok' : 'test.failed')}</span>
            <div className="detail">{step.detail}</div>
            {step.action && <div className="action">{step.action}</div>}
          </div>
        </li>
      ))}
    </List>
  );
}

interface TestStepProps {
  draft: FeedDraft;
  onResult: (ok: boolean) => void;
}

/** Tries the connection and says what worked, step by step. */
export function TestStep({ draft, onResult }: TestStepProps) {
  const { t } = useTranslation(['feeds', 'common']);
  const { id, connector, options, secrets } = draft;
  const { result, start, stop } = useTry((signal) =>
    rpc.feeds.test({ ...(id === undefined ? {} : { id }), connector, options, secrets }, { signal }),
  );
  const ok = result.state === 'done' && result.answer.ok;
  useEffect(() => onResult(ok), [ok, onResult]);
  const title =
    result.state === 'done'
      ? t(result.answer.ok ? 'test.allOk' : 'test.notOk')
      : t(result.state === 'running' ? 'test.running' : 'test.title');
  return (
    <StepBody>
      <Narrow className="inner">
        <Panel aria-label={t('test.title')} aria-live="polite">
          <header>
            <h2>{title}</h2>
            <span className="push" />
            {result.state === 'running' ? (
              <Button size="small" onClick={stop}>
                {t('test.stop')}
              </Button>
            ) : (
              <Button size="small" startIcon={<RotateCw size={13} />} onClick={start}>
                {t('test.again')}
              </Button>
            )}
          </header>
          {result.state === 'running' && (
            <LinearProgress aria-label={t('test.running')} sx={{ borderRadius: 0 }} />
          )}
          <div style={{ minHeight: 120 }}>
            {result.state === 'done' && <Steps steps={result.answer.steps} />}
            {result.state === 'failed' && <ErrorState error={result.error} />}
            {result.state === 'stopped' && (
              <p style={{ padding: 14, color: tokens.textMuted }}>{t('test.stopped')}</p>
            )}
          </div>
        </Panel>
      </Narrow>
    </StepBody>
  );
}
