import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickingLabourView, WaveTemplateDraft, WaveTemplateView } from '../../../core/contract/waves.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { describeError } from '../../lib/errors.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { LabourForm } from './labour-form.tsx';
import { TemplateCard } from './template-card.tsx';

const Heading = styled('h3')({ fontSize: 'var(--v-font)', fontWeight: 600, margin: '18px 0 4px' });
type EditedTemplate = WaveTemplateDraft & { key: number; id?: number };

let lastKey = 0;
function nextKey(): number {
  lastKey += 1;
  return lastKey;
}
const asEdited = (template: WaveTemplateView): EditedTemplate => ({ ...template, key: nextKey() });

function newTemplate(facility: string, name: string): EditedTemplate {
  return {
    key: nextKey(),
    facility,
    name,
    releaseMinutes: 480,
    cutOffMinutes: 960,
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    carriers: null,
    services: null,
    zones: null,
    channels: null,
    fulfilment: null,
    priorityUpTo: null,
    mostOrders: null,
    mostLines: null,
    mostUnits: null,
    active: true,
  };
}

function Form({
  facility,
  labour: known,
  templates: kept,
  onClose,
}: {
  facility: string;
  labour: PickingLabourView;
  templates: readonly WaveTemplateView[];
  onClose: () => void;
}) {
  const { t } = useTranslation(['waves', 'common']);
  const [labour, setLabour] = useState(known);
  const [templates, setTemplates] = useState(() => kept.map(asEdited));
  const [busy, setBusy] = useState(false);
  const wrong = templates.some(
    ({ name, releaseMinutes, cutOffMinutes }) => name.trim() === '' || cutOffMinutes <= releaseMinutes,
  );
  const save = async () => {
    setBusy(true);
    try {
      await rpc.waves.saveLabour({ facility, ...labour });
      for (const { key: _key, ...template } of templates) await rpc.waves.saveTemplate(template);
      const left = new Set(templates.map(({ id }) => id));
      for (const { id } of kept) if (!left.has(id)) await rpc.waves.removeTemplate({ id });
      await queryClient.invalidateQueries({ queryKey: orpc.waves.key() });
      showToast({ severity: 'ok', message: t('settings.saved') });
      onClose();
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
      setBusy(false);
    }
  };
  const patch = (key: number, values: Partial<EditedTemplate>) =>
    setTemplates(templates.map((one) => (one.key === key ? { ...one, ...values } : one)));
  return (
    <>
      <DialogContent>
        <Heading style={{ marginTop: 0 }}>{t('settings.templates')}</Heading>
        {templates.map((template) => (
          <TemplateCard
            key={template.key}
            value={template}
            onChange={(values) => patch(template.key, values)}
            onRemove={() => setTemplates(templates.filter(({ key }) => key !== template.key))}
          />
        ))}
        {wrong && <p style={{ color: tokens.critical, marginTop: 6 }}>{t('settings.wrong')}</p>}
        <Button
          size="small"
          variant="text"
          startIcon={<Plus size={14} />}
          onClick={() => setTemplates([...templates, newTemplate(facility, t('template.new'))])}
        >
          {t('template.add')}
        </Button>
        <Heading>{t('settings.labour')}</Heading>
        <LabourForm value={labour} onChange={setLabour} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          {t('common:action.cancel')}
        </Button>
        <Button variant="contained" color="primary" disabled={busy || wrong} onClick={() => void save()}>
          {t('common:action.save')}
        </Button>
      </DialogActions>
    </>
  );
}

/** A facility's wave templates and who picks there. */
export function WaveSettingsDialog({ facility, onClose }: { facility: string; onClose: () => void }) {
  const { t } = useTranslation('waves');
  const titleId = useId();
  const labour = useQuery(orpc.waves.labour.queryOptions({ input: { facility } }));
  const templates = useQuery(orpc.waves.templates.queryOptions({ input: { facility } }));
  const error = labour.error ?? templates.error;
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="lg" fullWidth>
      <DialogTitle id={titleId}>{t('settings.title', { facility })}</DialogTitle>
      {error ? (
        <ErrorState error={error} />
      ) : labour.data && templates.data ? (
        <Form facility={facility} labour={labour.data} templates={templates.data} onClose={onClose} />
      ) : (
        <DialogContent>
          <PaneSkeleton blocks={2} />
        </DialogContent>
      )}
    </Dialog>
  );
}
