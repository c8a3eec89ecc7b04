import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SeverityIcon } from '../../components/display/severity-icon.tsx';
import { dismissToast, type Toast, useToasts } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';

const Stack = styled('div')({
  position: 'fixed',
  left: '50%',
  bottom: 44,
  transform: 'translateX(-50%)',
  zIndex: 1500,
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  width: 'min(440px, calc(100vw - 80px))',
  pointerEvents: 'none',
});

const Card = styled('div')({
  display: 'flex',
  alignItems: 'flex-start',
  gap: 10,
  padding: '10px 8px 10px 12px',
  borderRadius: 8,
  backgroundColor: tokens.raised,
  boxShadow: tokens.shadow,
  pointerEvents: 'auto',
  '& .words': { flex: 1, minWidth: 0, paddingTop: 1, overflowWrap: 'anywhere' },
  '& .detail': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
});

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useTranslation('common');
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || toast.durationMs === 0) return;
    const timer = setTimeout(() => dismissToast(toast.id), toast.durationMs);
    return () => clearTimeout(timer);
  }, [held, toast.durationMs, toast.id]);
  const act = () => {
    dismissToast(toast.id);
    void toast.action?.run();
  };
  const hold = (value: boolean) => () => setHeld(value);
  return (
    <Card
      role={toast.severity === 'critical' ? 'alert' : 'status'}
      onMouseEnter={hold(true)}
      onMouseLeave={hold(false)}
      onFocus={hold(true)}
      onBlur={hold(false)}
    >
      <span style={{ paddingTop: 3 }}>
        <SeverityIcon severity={toast.severity} size={15} />
      </span>
      <div className="words">
        {toast.message}
        {toast.detail && <div className="detail">{toast.detail}</div>}
      </div>
      {toast.action && (
        <Button size="small" onClick={act}>
          {toast.action.label}
        </Button>
      )}
      <IconButton size="small" onClick={() => dismissToast(toast.id)} aria-label={t('action.close')}>
        <X size={14} />
      </IconButton>
    </Card>
  );
}

export function Toaster() {
  const { t } = useTranslation('shell');
  const toasts = useToasts();
  return (
    <Stack role="region" aria-label={t('toasts')} aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </Stack>
  );
}
