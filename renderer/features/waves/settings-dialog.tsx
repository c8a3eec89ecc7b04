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
import type {
  PickingLabourView,
  WaveTemplateChoices,
  WaveTemplateView,
} from '../../../core/contract/waves.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { describeError } from '../../lib/errors.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { NumberField } from '../sourcing/number-field.tsx';
import { asEdited, type EditedTemplate, isWrong, newTemplate } from './templates/edited-template.ts';
import { TemplateCard } from './templates/template-card.tsx';
import { TimeField } from './time-field.tsx';

const Grid = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(3, 1fr)',
  gap: 12,
  marginTop: 8,
});
const Heading = styled('h3')({ fontSize: 'var(--v-font)', fontWeight: 600, margin: '18px 0 4px' });
const SECONDS = [
  'secondsPerProduct',
  'secondsPerZone',
  'secondsPerUnit',
  'secondsPerOrder',
  'packingSecondsPerOrder',
] as const;

function LabourForm({
  value,
  onChange,
}: {
  value: PickingLabourView;
  onChange: (value: PickingLabourView) => void;
}) {
  const { t } = useTranslation('waves');
  const set = (patch: Partial<PickingLabourView>) => onChange({ ...value, ...patch });
  return (
    <Grid>
      <NumberField
        label={t('labour.pickers')}
        value={value.pickers}
        unit=""
        low={1}
        high={1000}
        whole
        onChange={(pickers) => pickers !== null && set({ pickers })}
      />
      <TimeField
        label={t('labour.from')}
        value={value.fromMinutes}
        onChange={(fromMinutes) => set({ fromMinutes })}
      />
      <TimeField
        label={t('labour.to')}
        value={value.toMinutes}
        end
        onChange={(toMinutes) => set({ toMinutes })}
      />
      {SECONDS.map((key) => (
        <NumberField
          key={key}
          label={t(`labour.${key}`)}
          value={value[key]}
          unit="s"
          low={0}
          high={3600}
          onChange={(seconds) => seconds !== null && set({ [key]: seconds })}
        />
      ))}
      <NumberField
        label={t('labour.ordersPerBatch')}
        value={value.ordersPerBatch}
        unit=""
        low={1}
        high={200}
        whole
        onChange={(ordersPerBatch) => ordersPerBatch !== null && set({ ordersPerBatch })}
      />
    </Grid>
  );
}

function Form({
  facility,
  labour: known,
  templates: kept,
  choices,
  onClose,
}: {
  facility: string;
  labour: PickingLabourView;
  templates: readonly WaveTemplateView[];
  choices: WaveTemplateChoices;
  onClose: () => void;
}) {
  const { t } = useTranslation(['waves', 'common']);
  const [labour, setLabour] = useState(known);
  const [templates, setTemplates] = useState(() => kept.map(asEdited));
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const wrong = templates.some(isWrong);
  const add = () => {
    const added = newTemplate(facility, t('template.new'));
    setTemplates([...templates, added]);
    setOpen(added.key);
  };
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
            choices={choices}
            open={open === template.key}
            onOpen={(next) => setOpen(next ? template.key : null)}
            onChange={(values) => patch(template.key, values)}
            onRemove={() => setTemplates(templates.filter(({ key }) => key !== template.key))}
          />
        ))}
        {wrong && <p style={{ color: tokens.critical, marginTop: 6 }}>{t('settings.wrong')}</p>}
        <Button size="small" variant="text" startIcon={<Plus size={14} />} onClick={add}>
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
  const choices = useQuery(orpc.waves.templateChoices.queryOptions({ input: { facility } }));
  const error = labour.error ?? templates.error ?? choices.error;
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="md" fullWidth>
      <DialogTitle id={titleId}>{t('settings.title', { facility })}</DialogTitle>
      {error ? (
        <ErrorState error={error} />
      ) : labour.data && templates.data && choices.data ? (
        <Form
          facility={facility}
          labour={labour.data}
          templates={templates.data}
          choices={choices.data}
          onClose={onClose}
        />
      ) : (
        <DialogContent>
          <PaneSkeleton blocks={2} />
        </DialogContent>
      )}
    </Dialog>
  );
}
