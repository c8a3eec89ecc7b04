import { styled } from '@mui/material/styles';
import { Cable, Database, FlaskConical, FolderSync, type LucideIcon, Truck, Webhook } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import {
  CONNECTOR_FAMILIES,
  type ConnectorFamily,
  type ConnectorView,
} from '../../../../core/contract/feeds.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { StepBody } from '../../import/import-styles.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { ChoiceButton, ChoiceLink } from '../choice-card.ts';
import { useFeedWords } from '../feed-words.ts';
import { useDemoCarriers } from '../use-demo-carriers.ts';
import { useConnectors } from '../use-feeds.ts';

const ICONS: Record<ConnectorFamily, LucideIcon> = {
  erp: Database,
  files: FolderSync,
  web: Webhook,
  carrier: Truck,
  demo: FlaskConical,
};

const Family = styled('section')({
  display: 'grid',
  gridTemplateColumns: '130px minmax(0, 1fr)',
  gap: 16,
  '& + &': { marginTop: 16, paddingTop: 16, borderTop: `1px solid ${tokens.line}` },
  '& h2': { paddingTop: 13, color: tokens.textMuted, fontSize: 'var(--v-font)', fontWeight: 560 },
  '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: 8 },
  '& .cards': { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))', gap: 10 },
});

/** The demo carriers need no settings: they are started. */
function DemoCard({ id }: { id: string }) {
  const words = useFeedWords();
  const navigate = useNavigate();
  const { busy, change } = useDemoCarriers();
  const start = async () => {
    const state = await change({ running: true });
    if (state?.feedId) void navigate(links.feed(state.feedId));
  };
  return (
    <ChoiceButton disabled={busy} onClick={() => void start()}>
      <FlaskConical size={17} aria-hidden />
      <strong>{words.connector(id)}</strong>
      <span>{words.connectorText(id)}</span>
    </ChoiceButton>
  );
}

function ConnectorCard({ connector }: { connector: ConnectorView }) {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  const Icon = ICONS[connector.family] ?? Cable;
  return (
    <ChoiceLink to={links.newFeed(connector.id)}>
      <Icon size={17} aria-hidden />
      <strong>{words.connector(connector.id)}</strong>
      <span>{words.connectorText(connector.id)}</span>
      {connector.kinds.length > 0 && (
        <small>{t('wizard.brings', { kinds: words.kinds(connector.kinds) })}</small>
      )}
    </ChoiceLink>
  );
}

/** Which kind of system to connect. */
export function ChooseStep() {
  const { t } = useTranslation('feeds');
  const { data, error, refetch } = useConnectors();
  const families = CONNECTOR_FAMILIES.filter((family) => data?.some((one) => one.family === family));
  return (
    <StepBody>
      <div className="inner">
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <PaneSkeleton />}
        {families.map((family) => (
          <Family key={family} aria-labelledby={`family-${family}`}>
            <h2 id={`family-${family}`}>{t(`family.${family}`)}</h2>
            <div className="cards">
              {data
                ?.filter((one) => one.family === family)
                .map((connector) =>
                  family === 'demo' ? (
                    <DemoCard key={connector.id} id={connector.id} />
                  ) : (
                    <ConnectorCard key={connector.id} connector={connector} />
                  ),
                )}
            </div>
          </Family>
        ))}
      </div>
    </StepBody>
  );
}
