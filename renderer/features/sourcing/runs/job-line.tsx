import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';

interface JobLineProps {
  /** From 0 to 1; null while unknown. */
  share: number | null;
  message: string;
  onCancel: () => void;
}

/** A job of this screen while it runs: what it does, how far it is, and the way to stop it. */
export function JobLine({ share, message, onCancel }: JobLineProps) {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  return (
    <div
      role="status"
      style={{
        display: 'flex',
        alignItems: 'center',
        gap: 12,
        padding: '6px 12px',
        borderBottom: `1px solid ${tokens.line}`,
      }}
    >
      <span style={{ color: tokens.textMuted, whiteSpace: 'nowrap' }}>{message || t('run.working')}</span>
      <LinearProgress
        sx={{ flex: 1 }}
        variant={share === null ? 'indeterminate' : 'determinate'}
        value={(share ?? 0) * 100}
        aria-label={share === null ? t('run.working') : format.percent(share, 0)}
      />
      <Button size="small" onClick={onCancel}>
        {t('dialog.stop')}
      </Button>
    </div>
  );
}
