import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosingSettings } from '../../../../core/contract/orders.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useTold } from '../../lists/use-told.ts';
import { NumberField } from '../../sourcing/number-field.tsx';

const MOST_DAYS = 365;

function Editor({ saved, onSaved }: { saved: ClosingSettings; onSaved: () => void }) {
  const { t } = useTranslation('validation');
  const { busy, perform } = useTold();
  const [days, setDays] = useState(saved.days);
  const save = () =>
    perform(async () => {
      await rpc.orders.saveClosing({ days });
      showToast({ severity: 'ok', message: t('closing.saved') });
      onSaved();
    });
  return (
    <div style={{ display: 'flex', gap: 10, alignItems: 'flex-start', marginTop: 18 }}>
      <div style={{ width: 340 }}>
        <NumberField
          label={t('closing.label')}
          hint={t('closing.hint')}
          value={days}
          unit={t('closing.unit')}
          low={1}
          high={MOST_DAYS}
          whole
          nullable
          onChange={setDays}
        />
      </div>
      <Button disabled={busy || days === saved.days} onClick={() => void save()}>
        {t('closing.save')}
      </Button>
    </div>
  );
}

/** After how many quiet days a delivered order closes by itself. */
export function ClosingRow() {
  const { data, refetch } = useQuery(orpc.orders.closing.queryOptions());
  return data ? <Editor saved={data} onSaved={() => void refetch()} /> : null;
}
