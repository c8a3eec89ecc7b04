import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Screen } from '../../../components/layout/screen.tsx';
import { StepsBar } from '../../../components/layout/steps-bar.tsx';
import { links } from '../../../lib/navigation.ts';
import { useFeedWords } from '../feed-words.ts';
import { useConnectors } from '../use-feeds.ts';
import { ChooseStep } from './choose-step.tsx';
import { Wizard } from './wizard.tsx';
import { stepsOf } from './wizard-steps.ts';

function Chosen({ id }: { id: string }) {
  const { t } = useTranslation('feeds');
  const { data, error, refetch } = useConnectors();
  const connector = data?.find((one) => one.id === id);
  if (connector) return <Wizard key={id} connector={connector} known={null} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <EmptyState title={t('wizard.noConnector', { id })} /> : null;
}

/** Adds a feed: which kind, then its settings, a test, a preview, a schedule. */
export function NewFeedPage() {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  const { connector } = useParams();
  return (
    <Screen
      title={connector ? t('wizard.titleOf', { name: words.connector(connector) }) : t('wizard.title')}
      crumbs={[{ label: t('title'), to: links.feeds() }]}
    >
      {connector ? (
        <Chosen id={connector} />
      ) : (
        <>
          <StepsBar
            label={t('wizard.steps')}
            steps={stepsOf(null, false).map((key) => ({ key, label: t(`wizard.step.${key}`) }))}
            at="choose"
            doneLabel={t('wizard.done')}
          />
          <ChooseStep />
        </>
      )}
    </Screen>
  );
}
