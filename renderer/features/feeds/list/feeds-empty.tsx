import { styled } from '@mui/material/styles';
import { Cable, Database, FolderSync, type LucideIcon, Truck, Webhook } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { ChoiceButton, ChoiceLink } from '../choice-card.ts';

const Root = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  height: '100%',
  overflow: 'auto',
  padding: '48px 24px',
  '& > h2': { marginTop: 10, fontSize: 16, fontWeight: 600 },
  '& > p': {
    maxWidth: 520,
    margin: '4px 0 22px',
    color: tokens.textMuted,
    textAlign: 'center',
    lineHeight: 1.5,
  },
});

const Cards = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
  gap: 10,
  width: '100%',
  maxWidth: 760,
});

const WAYS: readonly { key: string; icon: LucideIcon; connector: string }[] = [
  { key: 'tryton', icon: Database, connector: 'tryton' },
  { key: 'folder', icon: FolderSync, connector: 'folder' },
  { key: 'rest', icon: Webhook, connector: 'rest' },
  { key: 'carriers', icon: Truck, connector: 'easypost' },
];

interface FeedsEmptyProps {
  /** Starts the demo carriers; leave out where there is nothing they could move. */
  onDemo?: () => void;
  busy: boolean;
}

/** No feed yet: the ways to begin. */
export function FeedsEmpty({ onDemo, busy }: FeedsEmptyProps) {
  const { t } = useTranslation('feeds');
  return (
    <Root>
      <Cable size={26} strokeWidth={1.6} color={tokens.textQuiet} aria-hidden />
      <h2>{t('empty.title')}</h2>
      <p>{t('empty.text')}</p>
      <Cards>
        {WAYS.map(({ key, icon: Icon, connector }) => (
          <ChoiceLink key={key} to={links.newFeed(connector)}>
            <Icon size={17} aria-hidden />
            <strong>{t(`empty.${key}.title`)}</strong>
            <span>{t(`empty.${key}.text`)}</span>
          </ChoiceLink>
        ))}
        {onDemo && (
          <ChoiceButton onClick={onDemo} disabled={busy}>
            <Truck size={17} aria-hidden />
            <strong>{t('empty.demo.title')}</strong>
            <span>{t('empty.demo.text')}</span>
          </ChoiceButton>
        )}
      </Cards>
    </Root>
  );
}
