import { useTranslation } from 'react-i18next';
import { StepsBar as Steps } from '../../components/layout/steps-bar.tsx';
import { WIZARD_STEPS, type WizardStep } from './wizard-store.ts';

interface StepsBarProps {
  step: WizardStep;
  /** The last step is over too. */
  finished: boolean;
}

/** Where one is on the way from files to data. */
export function StepsBar({ step, finished }: StepsBarProps) {
  const { t } = useTranslation('import');
  return (
    <Steps
      label={t('steps.label')}
      steps={WIZARD_STEPS.map((key) => ({ key, label: t(`steps.${key}`) }))}
      at={step}
      finished={finished}
      doneLabel={t('steps.done')}
    />
  );
}
