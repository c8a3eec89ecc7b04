import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CHANNELS } from '../../../core/contract/base.ts';
import type { WaveTemplateDraft } from '../../../core/contract/waves.ts';
import { MultiSelectFilter } from '../../components/filters/multi-select-filter.tsx';
import { useFormat } from '../../lib/format.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { WEEK, weekdayName } from '../../lib/weekdays.ts';
import { NumberField } from '../sourcing/number-field.tsx';
import { TimeField } from './time-field.tsx';

const Card = styled('fieldset')({
  border: 0,
  margin: 0,
  minWidth: 0,
  padding: '12px 0',
  borderBottom: `1px solid ${tokens.line}`,
  '& .fields': {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 104px 104px repeat(4, 118px) auto',
    gap: 8,
    alignItems: 'start',
  },
  '& .takes': { display: 'flex', flexWrap: 'wrap', gap: 6, alignItems: 'center', marginTop: 10 },
});

const LIMITS = [
  ['mostOrders', 100_000],
  ['mostLines', 1_000_000],
  ['mostUnits', 1_000_000],
  ['priorityUpTo', 9],
] as const;
const FULFILMENTS = ['delivery', 'collect'] as const;

interface TemplateCardProps {
  value: WaveTemplateDraft;
  onChange: (patch: Partial<WaveTemplateDraft>) => void;
  onRemove: () => void;
}

/** A wave template: when it is released, how much it takes, and of which orders. */
export function TemplateCard({ value, onChange, onRemove }: TemplateCardProps) {
  const { t } = useTranslation('waves');
  return (
    <Card aria-label={value.name}>
      <div className="fields">
        <TextField
          size="small"
          label={t('template.name')}
          value={value.name}
          error={value.name.trim() === ''}
          onChange={(event) => onChange({ name: event.target.value.slice(0, 120) })}
        />
        <TimeField
          label={t('template.release')}
          value={value.releaseMinutes}
          onChange={(releaseMinutes) => onChange({ releaseMinutes })}
        />
        <TimeField
          label={t('template.cutOff')}
          value={value.cutOffMinutes}
          end
          onChange={(cutOffMinutes) => onChange({ cutOffMinutes })}
        />
        {LIMITS.map(([key, high]) => (
          <NumberField
            key={key}
            label={t(`template.${key}`)}
            value={value[key]}
            unit=""
            low={1}
            high={high}
            nullable
            whole
            onChange={(limit) => onChange({ [key]: limit })}
          />
        ))}
        <IconButton size="small" aria-label={t('template.remove', { name: value.name })} onClick={onRemove}>
          <Trash2 size={15} />
        </IconButton>
      </div>
      <Takes value={value} onChange={onChange} />
    </Card>
  );
}

/** What a template is limited to; nothing chosen takes all. */
function Takes({ value, onChange }: Omit<TemplateCardProps, 'onRemove'>) {
  const { t } = useTranslation(['waves', 'orders']);
  const format = useFormat();
  const { facility, weekdays, fulfilment } = value;
  const { data } = useQuery(orpc.waves.templateChoices.queryOptions({ input: { facility } }));
  const lists = {
    carriers: data?.carriers.map(({ code, name }) => ({ value: code, label: name })),
    services: data?.services.map(({ key, name, carrier }) => ({ value: key, label: `${carrier}, ${name}` })),
    zones: data?.zones.map((zone) => ({ value: zone, label: zone })),
    channels: CHANNELS.map((channel) => ({ value: channel, label: t(`orders:channel.${channel}`) })),
  };
  return (
    <div className="takes">
      <MultiSelectFilter
        label={t('template.weekdays')}
        options={WEEK.map((day) => ({ value: String(day - 1), label: weekdayName(day, format.locale) }))}
        value={weekdays.length === WEEK.length ? undefined : weekdays.map(String)}
        onChange={(days) => onChange({ weekdays: (days ?? WEEK.map((day) => day - 1)).map(Number).sort() })}
      />
      {(['carriers', 'services', 'zones', 'channels'] as const).map((key) => (
        <MultiSelectFilter
          key={key}
          label={t(`template.${key}`)}
          options={lists[key]}
          value={value[key] ?? undefined}
          onChange={(chosen) => onChange({ [key]: chosen ?? null })}
        />
      ))}
      <MultiSelectFilter
        label={t('template.fulfilment')}
        options={FULFILMENTS.map((kind) => ({ value: kind, label: t(`template.${kind}`) }))}
        value={fulfilment === null ? undefined : [fulfilment]}
        onChange={(chosen) => onChange({ fulfilment: oneOf(chosen) })}
      />
      <FormControlLabel
        sx={{ marginLeft: 'auto', marginRight: 0 }}
        label={t('template.active')}
        control={
          <Checkbox
            size="small"
            checked={value.active}
            onChange={(event) => onChange({ active: event.target.checked })}
          />
        }
      />
    </div>
  );
}

/** Both ways, or none, is no limit. */
function oneOf(chosen: readonly string[] | undefined): WaveTemplateDraft['fulfilment'] {
  const [only, ...more] = FULFILMENTS.filter((kind) => chosen?.includes(kind));
  return more.length === 0 ? (only ?? null) : null;
}
