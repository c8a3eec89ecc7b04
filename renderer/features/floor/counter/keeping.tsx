import { useQuery } from '@tanstack/react-query';
import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectSettings } from '../../../../core/contract/store-tasks.ts';
import { describeError } from '../../../lib/errors.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { BigButton } from '../station-parts.tsx';
import { CollectSettingsDialog } from './collect-settings-dialog.tsx';

/** How long this store keeps orders, and the way to change it. */
export function Keeping({ facility }: { facility: string }) {
  const { t } = useTranslation(['floor-dock', 'common']);
  const { data: settings } = useQuery(orpc.storeTasks.settings.queryOptions({ input: { facility } }));
  const [asking, setAsking] = useState(false);
  if (!settings) return null;
  const save = async (next: CollectSettings) => {
    setAsking(false);
    try {
      await rpc.storeTasks.saveSettings({ facility, ...next });
      await queryClient.invalidateQueries({ queryKey: orpc.storeTasks.key() });
      showToast({ message: t('counter.settings.saved') });
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    }
  };
  return (
    <>
      <BigButton
        fullWidth
        variant="text"
        startIcon={<Settings2 size={18} />}
        onClick={() => setAsking(true)}
        sx={{ marginTop: '14px', fontSize: 15 }}
      >
        {t(`counter.keeping.${settings.whenExpired}`, { count: settings.days })}
      </BigButton>
      {asking && (
        <CollectSettingsDialog
          settings={settings}
          onSave={(next) => void save(next)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
