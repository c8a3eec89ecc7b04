import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Screen } from '../../components/layout/screen.tsx';
import { links } from '../../lib/navigation.ts';
import { CheckStep } from './check-step.tsx';
import { ChooseStep } from './choose/choose-step.tsx';
import { ImportStep } from './import-step.tsx';
import { ImportTabs } from './import-tabs.tsx';
import { RunAccount } from './run-account.tsx';
import { StepsBar } from './steps-bar.tsx';
import { UnderstandStep } from './understand/understand-step.tsx';
import { useWizard } from './wizard-store.ts';

/** From files to data in four steps, with the past imports below the first. */
export function ImportPage() {
  const { t } = useTranslation('import');
  const { step, done } = useWizard();
  return (
    <Screen title={t('title')} toolbar={<ImportTabs shown="files" />}>
      <StepsBar step={step} finished={done !== null} />
      {step === 'choose' && <ChooseStep />}
      {step === 'understand' && <UnderstandStep />}
      {step === 'check' && <CheckStep />}
      {step === 'import' && <ImportStep />}
    </Screen>
  );
}

/** The account of a past import. */
export function ImportRunPage() {
  const { t } = useTranslation('import');
  const id = Number(useParams().id);
  return (
    <Screen
      title={t('run.title', { id })}
      crumbs={[{ label: t('title'), to: links.import() }]}
      toolbar={<ImportTabs shown="files" />}
    >
      <RunAccount id={id} />
    </Screen>
  );
}
