import Autocomplete from '@mui/material/Autocomplete';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { CHANNELS } from '../../../../core/contract/base.ts';
import type { WaveTemplateChoices, WaveTemplateDraft } from '../../../../core/contract/waves.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { orNull, type TemplateFieldsProps } from './edited-template.ts';
import { allWays, chosenWays, serviceLabel, waysOf } from './ways.ts';

type LimitProps = TemplateFieldsProps & { choices: WaveTemplateChoices };
const PRIORITIES = [1, 2, 3, 4, 5, 6, 7, 8, 9];

function WaysField({ value, choices, onChange }: LimitProps) {
  const { t } = useTranslation('waves');
  const options = allWays(choices.carriers);
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      options={options}
      value={waysOf(value, options)}
      groupBy={({ carrierName }) => carrierName}
      getOptionLabel={(way) =>
        serviceLabel(way, options) ?? t('template.allServices', { carrier: way.carrierName })
      }
      getOptionKey={({ carrier, service }) => `${carrier}\n${service ?? ''}`}
      isOptionEqualToValue={(a, b) => a.carrier === b.carrier && a.service === b.service}
      onChange={(_, ways) => onChange(chosenWays(ways))}
      renderOption={({ key, ...props }, { serviceName }) => (
        <li key={key} {...props}>
          {serviceName ?? t('template.everyService')}
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={t('template.ways')}
          placeholder={value.carriers || value.services ? '' : t('template.all')}
        />
      )}
    />
  );
}

function ZonesField({ value, choices, onChange }: LimitProps) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  const products = new Map(choices.zones.map((one) => [one.zone, one.products]));
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      options={[...new Set([...products.keys(), ...(value.zones ?? [])])]}
      value={value.zones ?? []}
      noOptionsText={t('template.noZones')}
      onChange={(_, zones) => onChange({ zones: orNull(zones) })}
      renderOption={({ key, ...props }, zone) => (
        <li key={key} {...props}>
          <span style={{ flex: 1 }}>{zone}</span>
          <span style={{ color: tokens.textMuted, fontVariantNumeric: 'tabular-nums' }}>
            {t('template.products', {
              count: products.get(zone) ?? 0,
              number: format.integer(products.get(zone) ?? 0),
            })}
          </span>
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={t('template.zones')}
          placeholder={value.zones ? '' : t('template.all')}
          helperText={t('template.zonesHint')}
        />
      )}
    />
  );
}

function ChannelsField({ value, onChange }: TemplateFieldsProps) {
  const { t } = useTranslation(['waves', 'orders']);
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      options={[...CHANNELS]}
      value={value.channels ?? []}
      getOptionLabel={(channel) => t(`orders:channel.${channel}`)}
      onChange={(_, channels) => onChange({ channels: orNull(channels) })}
      renderInput={(params) => (
        <TextField
          {...params}
          label={t('template.channels')}
          placeholder={value.channels ? '' : t('template.all')}
        />
      )}
    />
  );
}

/** Which orders a template is for. */
export function LimitFields(props: LimitProps) {
  const { value, onChange } = props;
  const { t } = useTranslation('waves');
  return (
    <>
      <div className="half">
        <WaysField {...props} />
      </div>
      <div className="half">
        <ZonesField {...props} />
      </div>
      <div className="half">
        <ChannelsField {...props} />
      </div>
      <TextField
        select
        className="quarter"
        label={t('template.fulfilment')}
        value={value.fulfilment ?? 'any'}
        onChange={({ target }) => {
          const chosen = target.value as NonNullable<WaveTemplateDraft['fulfilment']> | 'any';
          onChange({ fulfilment: chosen === 'any' ? null : chosen });
        }}
      >
        {(['any', 'delivery', 'collect'] as const).map((one) => (
          <MenuItem key={one} value={one}>
            {t(`template.fulfilments.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        className="quarter"
        label={t('template.priority')}
        value={value.priorityUpTo ?? 0}
        onChange={({ target }) => onChange({ priorityUpTo: Number(target.value) || null })}
      >
        <MenuItem value={0}>{t('template.anyPriority')}</MenuItem>
        {PRIORITIES.map((priority) => (
          <MenuItem key={priority} value={priority}>
            {priority === 1 ? t('template.onlyUrgent') : t('template.priorityUpTo', { priority })}
          </MenuItem>
        ))}
      </TextField>
    </>
  );
}
