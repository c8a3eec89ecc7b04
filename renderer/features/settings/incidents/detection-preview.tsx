import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DetectionSettings } from '../../../../core/contract/incident-detection.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { useFormat } from '../../../lib/format.ts';
import { rpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useIncidentWords } from '../../incidents/incident-words.ts';

/** What would be found wrong now under the draft, beside what is found under the settings in force. */
export function DetectionPreview({ draft, disabled }: { draft: DetectionSettings; disabled: boolean }) {
  const { t } = useTranslation('incident-settings');
  const format = useFormat();
  const words = useIncidentWords();
  const { mutate, data, error, isPending, variables } = useMutation({
    mutationFn: (settings: DetectionSettings) => rpc.incidentDetection.preview(settings),
  });
  const fits = data && variables === draft;
  const moved = data?.kinds.filter(({ before, after }) => before !== after) ?? [];
  return (
    <div style={{ marginTop: 12 }}>
      <Button size="small" disabled={disabled || isPending} onClick={() => mutate(draft)}>
        {t(isPending ? 'preview.looking' : 'preview.ask')}
      </Button>
      {error && <ErrorState error={error} />}
      {fits && (
        <div role="status" style={{ marginTop: 8 }}>
          <p>
            {t('preview.sum', {
              count: data.after,
              after: format.integer(data.after),
              before: format.integer(data.before),
            })}
          </p>
          {moved.length > 0 && (
            <ul style={{ margin: '4px 0 0', paddingLeft: 18, color: tokens.textMuted }}>
              {moved.map(({ kind, before, after }) => (
                <li key={kind}>
                  {t('preview.kind', {
                    kind: words.kind(kind),
                    before: format.integer(before),
                    after: format.integer(after),
                  })}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}
