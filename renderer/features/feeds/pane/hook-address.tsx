import Button from '@mui/material/Button';
import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/layout/screen.tsx';
import { desktop } from '../../../lib/desktop.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { CodeLine } from '../code-block.tsx';

/** Where the other side sends its records. */
export function HookAddress({ path }: { path: string }) {
  const { t } = useTranslation(['feeds', 'common']);
  const address = desktop ? path : `${window.location.origin}${path}`;
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    showToast({ message: t('common:copied') });
  };
  return (
    <Section title={t('hook.title')}>
      <p style={{ color: tokens.textMuted, marginBottom: 6 }}>{t(desktop ? 'hook.desktop' : 'hook.text')}</p>
      <div style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
        <CodeLine>{address}</CodeLine>
        <Button size="small" startIcon={<Copy size={13} />} onClick={() => void copy()}>
          {t('common:action.copy')}
        </Button>
      </div>
    </Section>
  );
}
