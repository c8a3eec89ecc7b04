import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useMutation } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { PlainTable } from '../../../components/charts/figure.tsx';
import { useFormat } from '../../../lib/format.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { routeErrorWords } from '../route-errors.ts';

const MOST_SHOWN = 50;

type Told = Awaited<ReturnType<typeof rpc.routes.importDone>>;

function Outcome({ told }: { told: Told }) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const counted = (['served', 'failed', 'unsaid'] as const).map((key) =>
    t(`importDone.${key}`, { count: told[key], formatted: format.integer(told[key]) }),
  );
  return (
    <div role="status">
      <p>{counted.join(' · ')}</p>
      {told.refused.length > 0 && (
        <>
          <p style={{ margin: '10px 0 4px', color: tokens.warning }}>
            {t('importDone.refused', {
              count: told.refused.length,
              formatted: format.integer(told.refused.length),
            })}
          </p>
          <PlainTable>
            <tbody>
              {told.refused.slice(0, MOST_SHOWN).map(({ row, code, reason }) => (
                <tr key={row}>
                  <th scope="row">{t('importDone.row', { row })}</th>
                  <td>{t(`importDone.reason.${code}`, { defaultValue: reason })}</td>
                </tr>
              ))}
            </tbody>
          </PlainTable>
        </>
      )}
    </div>
  );
}

/** Reads back what happened on the tours, from the exported table with its outcomes filled in. */
export function ImportDoneDialog({ plan, onClose }: { plan: RoutePlanDetail; onClose: () => void }) {
  const { t } = useTranslation(['routes', 'common']);
  const titleId = useId();
  const input = useRef<HTMLInputElement>(null);
  const reading = useMutation({
    mutationFn: async (file: File) => rpc.routes.importDone({ planId: plan.id, text: await file.text() }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: orpc.routes.key() }),
  });
  const failure = reading.error && routeErrorWords(reading.error, t);
  return (
    <Dialog
      open
      onClose={reading.isPending ? undefined : onClose}
      aria-labelledby={titleId}
      maxWidth="sm"
      fullWidth
    >
      <DialogTitle id={titleId}>{t('importDone.title')}</DialogTitle>
      <DialogContent>
        {reading.data ? (
          <Outcome told={reading.data} />
        ) : (
          <>
            <p>{t('importDone.text')}</p>
            {failure && (
              <p role="alert" style={{ marginTop: 10, color: tokens.critical }}>
                {failure.title}. {failure.action}
              </p>
            )}
            <input
              ref={input}
              type="file"
              accept=".csv,text/csv"
              aria-label={t('importDone.choose')}
              hidden
              onChange={({ target }) => {
                const [file] = target.files ?? [];
                if (file) reading.mutate(file);
                target.value = '';
              }}
            />
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="text" onClick={onClose} disabled={reading.isPending}>
          {t(reading.data ? 'common:action.close' : 'common:action.cancel')}
        </Button>
        {!reading.data && (
          <Button
            variant="contained"
            color="primary"
            startIcon={<FileUp size={14} />}
            disabled={reading.isPending}
            onClick={() => input.current?.click()}
          >
            {t('importDone.choose')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
