import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { Play, Radio, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { useDemoCarriers } from '../feeds/use-demo-carriers.ts';
import { usePersisted } from '../lists/use-persisted.ts';

const Bar = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  padding: '4px 8px 4px 12px',
  borderTop: `1px solid ${tokens.line}`,
  color: tokens.textMuted,
  '& span': { flex: 1, minWidth: 0 },
});

/** On the demo network: offers to let its shipments move, or says that they do and where to steer them. */
export function DemoOffer() {
  const { t } = useTranslation(['feeds', 'common']);
  const navigate = useNavigate();
  const { data: info } = useQuery(orpc.workspace.info.queryOptions());
  const { state, busy, change } = useDemoCarriers();
  const [dismissed, setDismissed] = usePersisted('tower.demoOffer', false);
  if (!info?.demo || !state || state.running || dismissed) return null;
  const start = async () => {
    const started = await change({ running: true });
    if (started?.feedId) void navigate(links.feed(started.feedId));
  };
  return (
    <Bar role="note">
      <Radio size={14} aria-hidden />
      <span>{t('demo.offer')}</span>
      <Button
        size="small"
        variant="contained"
        color="primary"
        startIcon={<Play size={12} />}
        disabled={busy}
        onClick={() => void start()}
      >
        {t('demo.start')}
      </Button>
      <IconButton size="small" aria-label={t('common:action.close')} onClick={() => setDismissed(true)}>
        <X size={14} />
      </IconButton>
    </Bar>
  );
}
