import Button from '@mui/material/Button';
import { ArrowLeft, ArrowRight, Check } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import type { ConnectorView } from '../../../../core/contract/feeds.ts';
import { StepsBar } from '../../../components/layout/steps-bar.tsx';
import { useCommand } from '../../../lib/commands.ts';
import { links } from '../../../lib/navigation.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { StepFoot } from '../../import/import-styles.ts';
import { useTold } from '../../lists/use-told.ts';
import { useFeedWords } from '../feed-words.ts';
import { useFeedActions } from '../use-feed-actions.ts';
import { PreviewStep } from './preview-step.tsx';
import { ScheduleStep } from './schedule-step.tsx';
import { SettingsStep } from './settings-step.tsx';
import { TestStep } from './test-step.tsx';
import { type Draft, type KnownFeed, useDraft } from './use-draft.ts';
import { stepsOf, type WizardStep } from './wizard-steps.ts';

/** The step is in the address, so that back goes a step back; a draft that is not complete starts at its settings. */
function useStep(steps: readonly WizardStep[], complete: boolean) {
  const [params, setParams] = useSearchParams();
  const wanted = steps.find((step) => step === params.get('step')) ?? 'settings';
  const step = complete ? wanted : 'settings';
  const go = (next: WizardStep) => setParams(next === 'settings' ? {} : { step: next });
  return [step, go] as const;
}

function useSave(connector: ConnectorView, draft: Draft, editing: boolean) {
  const { t } = useTranslation('feeds');
  const navigate = useNavigate();
  const actions = useFeedActions();
  const { busy, perform } = useTold();
  const save = () =>
    perform(async () => {
      const feed = await rpc.feeds.save(draft.draft);
      showToast({ message: t(editing ? 'wizard.saved' : 'wizard.added', { name: feed.name }) });
      // A feed with a schedule begins by itself.
      if (!editing && feed.intervalSeconds === 0 && connector.abilities.pull) void actions.sync(feed);
      void navigate(links.feed(feed.id), { replace: true });
    });
  return { busy, save };
}

interface WizardProps {
  connector: ConnectorView;
  known: KnownFeed | null;
}

/** From options to a feed that runs: settings, test, preview, schedule. */
export function Wizard({ connector, known }: WizardProps) {
  const { t } = useTranslation(['feeds', 'common']);
  const words = useFeedWords();
  const navigate = useNavigate();
  const editing = known !== null;
  const draft = useDraft(connector, known, words.connector(connector.id));
  const steps = stepsOf(connector, editing);
  const [step, go] = useStep(steps, draft.complete);
  const [strict, setStrict] = useState(false);
  const [tested, setTested] = useState(false);
  const onResult = useCallback((ok: boolean) => setTested(ok), []);
  const { busy, save } = useSave(connector, draft, editing);
  const at = steps.indexOf(step);
  const back = steps[at - 1];
  const next = steps[at + 1];
  const forward = () => {
    setStrict(true);
    if (!draft.complete) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus());
      return;
    }
    if (next) go(next);
    else void save();
  };
  const leave = () => void navigate(known ? links.feed(known.feed.id) : links.feeds());
  useCommand({
    id: 'feeds.wizard.next',
    title: next ? t(`wizard.to.${next}`) : t(editing ? 'wizard.save' : 'wizard.add'),
    group: t('title'),
    shortcut: '$mod+Enter',
    enabled: !busy,
    run: forward,
  });
  return (
    <>
      <StepsBar
        label={t('wizard.steps')}
        steps={steps.map((key) => ({ key, label: t(`wizard.step.${key}`) }))}
        at={step}
        doneLabel={t('wizard.done')}
      />
      {step === 'settings' && <SettingsStep connector={connector} draft={draft} strict={strict} />}
      {step === 'test' && <TestStep draft={draft.draft} onResult={onResult} />}
      {step === 'preview' && <PreviewStep draft={draft.draft} />}
      {step === 'schedule' && <ScheduleStep connector={connector} draft={draft} />}
      <StepFoot>
        <Button variant="text" onClick={leave}>
          {t('common:action.cancel')}
        </Button>
        <span className="push" />
        {step === 'test' && !tested && <span className="note">{t('test.mayGoOn')}</span>}
        {back && (
          <Button
            startIcon={<ArrowLeft size={14} />}
            onClick={() => (back === 'choose' ? void navigate(links.newFeed()) : go(back))}
          >
            {t('common:action.back')}
          </Button>
        )}
        {editing && next && (
          <Button disabled={busy || !draft.complete} onClick={() => void save()}>
            {t('wizard.save')}
          </Button>
        )}
        <Button
          variant="contained"
          color="primary"
          disabled={busy}
          startIcon={next ? undefined : <Check size={14} />}
          endIcon={next ? <ArrowRight size={14} /> : undefined}
          onClick={forward}
        >
          {next ? t(`wizard.to.${next}`) : t(editing ? 'wizard.save' : 'wizard.add')}
        </Button>
      </StepFoot>
    </>
  );
}
