import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { ArrowRight, FolderOpen, Radar, Telescope, Upload } from 'lucide-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Screen } from '../../components/layout/screen.tsx';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { DemoProgress } from './demo-progress.tsx';
import { skipWelcome } from './first-start.ts';
import { useCreateDemo } from './use-create-demo.ts';

const Page = styled('div')({
  width: '100%',
  maxWidth: 640,
  margin: 'auto',
  padding: '32px 24px 64px',
  '& h2': { fontSize: 22, fontWeight: 620, letterSpacing: '-0.02em', lineHeight: 1.25 },
  '& .lead': { color: tokens.textMuted, margin: '6px 0 24px' },
  '& .local': { color: tokens.textQuiet, marginTop: 18, fontSize: 'calc(var(--v-font) - 1px)' },
});

const Offers = styled('div')({
  border: `1px solid ${tokens.line}`,
  borderRadius: 10,
  overflow: 'hidden',
  '&& > * + *': { borderTop: `1px solid ${tokens.line}` },
});

const OfferRoot = styled(ButtonBase)({
  display: 'grid',
  gridTemplateColumns: '36px minmax(0, 1fr) auto',
  gap: 14,
  width: '100%',
  padding: '16px 18px',
  textAlign: 'left',
  fontFamily: 'inherit',
  fontSize: 'var(--v-font)',
  alignItems: 'center',
  '&:hover': { backgroundColor: tokens.hover },
  '&.Mui-focusVisible': { outlineOffset: -2 },
  '& strong': { display: 'block', fontWeight: 600, fontSize: 'calc(var(--v-font) + 1px)' },
  '& .text': { display: 'block', color: tokens.textMuted, marginTop: 2, lineHeight: 1.5 },
  '& .icon': {
    display: 'grid',
    placeItems: 'center',
    width: 36,
    height: 36,
    borderRadius: 8,
    backgroundColor: tokens.accentSoft,
    color: tokens.accent,
  },
});

interface OfferProps {
  icon: ComponentType<{ size?: number | string; strokeWidth?: number | string }>;
  title: string;
  text: string;
  disabled?: boolean;
  onChoose: () => void;
}

function Offer({ icon: Icon, title, text, disabled, onChoose }: OfferProps) {
  return (
    <OfferRoot onClick={onChoose} disabled={disabled}>
      <span className="icon">
        <Icon size={18} strokeWidth={1.9} />
      </span>
      <span>
        <strong>{title}</strong>
        <span className="text">{text}</span>
      </span>
      <ArrowRight size={16} color={tokens.textQuiet} aria-hidden />
    </OfferRoot>
  );
}

function useIntroduction() {
  const { t } = useTranslation('welcome');
  const format = useFormat();
  const { data } = useQuery(orpc.workspace.info.queryOptions());
  const filled = data !== undefined && !data.empty;
  const lead = filled
    ? t('notEmpty', {
        orders: format.integer(data.counts.orders),
        facilities: format.integer(data.counts.facilities),
      })
    : t('lead');
  return { filled, lead, location: data?.location ?? '' };
}

/** First start: the demo network, my files, or nothing yet. */
export function WelcomePage() {
  const { t } = useTranslation('welcome');
  const navigate = useNavigate();
  const { filled, lead, location } = useIntroduction();
  const demo = useCreateDemo();
  const toTower = () => {
    skipWelcome(location);
    void navigate(links.tower());
  };
  return (
    <Screen title={t('title')} scroll>
      <Page>
        <h2>{t('heading')}</h2>
        <p className="lead">{lead}</p>
        <Offers>
          {demo.jobId ? (
            <DemoProgress jobId={demo.jobId} onRetry={demo.reset} onDone={toTower} />
          ) : filled ? (
            <Offer icon={Radar} title={t('toTower')} text={t('empty.text')} onChoose={toTower} />
          ) : (
            <Offer
              icon={Telescope}
              title={t('demo.title')}
              text={t('demo.text')}
              disabled={demo.starting}
              onChoose={demo.start}
            />
          )}
          <Offer
            icon={Upload}
            title={t('import.title')}
            text={t('import.text')}
            onChoose={() => void navigate(links.import())}
          />
          {!filled && (
            <Offer icon={FolderOpen} title={t('empty.title')} text={t('empty.text')} onChoose={toTower} />
          )}
        </Offers>
        <p className="local">{t('local')}</p>
      </Page>
    </Screen>
  );
}
