import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { SeverityIcon } from '../../components/display/severity-icon.tsx';
import { desktop } from '../../lib/desktop.ts';
import { connection, reconnectNow, useConnectionState } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';

const Root = styled('div')({
  gridArea: 'banner',
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '6px 16px',
  borderBottom: `1px solid ${tokens.line}`,
  backgroundColor: tokens.criticalSoft,
  '& strong': { fontWeight: 600 },
  '& span': { flex: 1, minWidth: 0 },
});

/** The core is gone and does not come back by itself: what that means and what to do. */
export function ConnectionBanner() {
  const { t } = useTranslation('shell');
  const state = useConnectionState();
  if (state !== 'lost') return null;
  return (
    <Root role="alert">
      <SeverityIcon severity="critical" size={16} />
      <span>
        <strong>{t('connection.lost')}</strong>{' '}
        {connection.reason ?? t(desktop ? 'connection.lostDetail' : 'connection.lostBrowserDetail')}
      </span>
      <Button size="small" onClick={reconnectNow}>
        {t('connection.retry')}
      </Button>
    </Root>
  );
}
