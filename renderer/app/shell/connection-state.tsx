import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { useConnectionState } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';

const Root = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  height: 24,
  padding: '0 8px',
  color: tokens.textMuted,
  fontSize: 'calc(var(--v-font) - 1px)',
  whiteSpace: 'nowrap',
});

const SHAPE = {
  connected: { backgroundColor: tokens.ok },
  connecting: { border: `2px solid ${tokens.textQuiet}` },
  reconnecting: { border: `2px solid ${tokens.warning}` },
  lost: { backgroundColor: tokens.critical, borderRadius: 1 },
} as const;

/** A dot while all is well; words when it is not. */
export function ConnectionState() {
  const { t } = useTranslation('shell');
  const state = useConnectionState();
  const label = t(`connection.${state}`);
  return (
    <Tooltip title={t(`connection.${state}Detail`)}>
      <Root role="status" aria-label={label}>
        <span style={{ width: 8, height: 8, borderRadius: 4, ...SHAPE[state] }} />
        {state !== 'connected' && label}
      </Root>
    </Tooltip>
  );
}
