import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { WaveTemplateChoices } from '../../../../core/contract/waves.ts';
import { WeekdayToggles } from '../../../components/controls/weekday-toggles.tsx';
import { tokens } from '../../../lib/tokens.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import { TimeField } from '../time-field.tsx';
import type { TemplateFieldsProps } from './edited-template.ts';
import { LimitFields } from './limit-fields.tsx';

const Fields = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
  gap: 12,
  alignItems: 'start',
  '& > .whole': { gridColumn: 'span 12' },
  '& > .half': { gridColumn: 'span 6' },
  '& > .third': { gridColumn: 'span 4', display: 'grid' },
  '& > .quarter': { gridColumn: 'span 3' },
  '& .label': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)', fontWeight: 520 },
  '& h5': { fontSize: 'var(--v-font)', fontWeight: 560, margin: '4px 0 0' },
  '& h5 small': { color: tokens.textMuted, fontWeight: 400, fontSize: 'inherit', marginLeft: 8 },
  '& .end': { display: 'flex', justifyContent: 'space-between', alignItems: 'center' },
});
const SIZES = ['mostOrders', 'mostLines', 'mostUnits'] as const;
const MOST = 1_000_000;

function WhenFields({ value, onChange }: TemplateFieldsProps) {
  const { t } = useTranslation('waves');
  const nameless = value.name.trim() === '';
  return (
    <>
      <TextField
        className="half"
        label={t('template.name')}
        value={value.name}
        error={nameless}
        helperText={nameless && t('template.needsName')}
        onChange={(event) => onChange({ name: event.target.value.slice(0, 120) })}
      />
      <div className="quarter">
        <TimeField
          fullWidth
          label={t('template.release')}
          value={value.releaseMinutes}
          onChange={(releaseMinutes) => onChange({ releaseMinutes })}
        />
      </div>
      <div className="quarter">
        <TimeField
          fullWidth
          label={t('template.cutOff')}
          value={value.cutOffMinutes}
          end
          problem={value.cutOffMinutes <= value.releaseMinutes ? t('template.cutOffTooEarly') : null}
          onChange={(cutOffMinutes) => onChange({ cutOffMinutes })}
        />
      </div>
      <div className="whole">
        <div className="label" style={{ marginBottom: 4 }}>
          {t('template.days')}
        </div>
        <WeekdayToggles
          label={t('template.days')}
          value={value.weekdays.map((day) => day + 1)}
          onChange={(days) => onChange({ weekdays: days.map((day) => day - 1) })}
        />
      </div>
    </>
  );
}

/** All that a wave template says: when, which orders, how large. */
export function TemplateForm({
  value,
  choices,
  onChange,
  onRemove,
}: TemplateFieldsProps & { choices: WaveTemplateChoices; onRemove: () => void }) {
  const { t } = useTranslation('waves');
  return (
    <Fields>
      <WhenFields value={value} onChange={onChange} />
      <h5 className="whole">
        {t('template.which')}
        <small>{t('template.whichHint')}</small>
      </h5>
      <LimitFields value={value} choices={choices} onChange={onChange} />
      <h5 className="whole">
        {t('template.size')}
        <small>{t('template.noLimit')}</small>
      </h5>
      {SIZES.map((size) => (
        <div key={size} className="third">
          <NumberField
            label={t(`template.${size}`)}
            value={value[size]}
            unit=""
            low={1}
            high={MOST}
            nullable
            whole
            onChange={(most) => onChange({ [size]: most })}
          />
        </div>
      ))}
      <div className="whole end">
        <FormControlLabel
          control={<Switch checked={value.active} onChange={(_, active) => onChange({ active })} />}
          label={t('template.active')}
        />
        <Button
          size="small"
          variant="text"
          color="error"
          startIcon={<Trash2 size={14} />}
          aria-label={t('template.remove', { name: value.name })}
          onClick={onRemove}
        >
          {t('template.removeShort')}
        </Button>
      </div>
    </Fields>
  );
}
