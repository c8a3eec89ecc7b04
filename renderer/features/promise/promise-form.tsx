import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CHANNELS } from '../../../core/contract/base.ts';
import { PROMISE_LEVELS } from '../../../core/contract/promise.ts';
import { Section } from '../../components/layout/screen.tsx';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { useCountryName } from '../lists/use-country-name.ts';
import { COUNTRIES } from '../orders/countries.ts';
import { ProductField } from './product-field.tsx';
import { type AskedLine, type PromiseAsk, readUnits } from './promise-ask.ts';

const Root = styled('form')({
  flex: '0 0 340px',
  minHeight: 0,
  overflow: 'auto',
  padding: '16px 16px 32px',
  borderRight: `1px solid ${tokens.line}`,
  '& .line': { display: 'flex', alignItems: 'center', gap: 6, marginBottom: 10 },
  '& .pair': { display: 'grid', gridTemplateColumns: '110px 1fr', gap: 10 },
  '& .fields': { display: 'grid', gap: 12 },
});

interface PartProps {
  ask: PromiseAsk;
  onChange: (next: PromiseAsk) => void;
}

function Lines({ ask, onChange }: PartProps) {
  const { t } = useTranslation('promise');
  const { lines } = ask;
  const change = (index: number, next: Partial<AskedLine>) =>
    onChange({ ...ask, lines: lines.map((line, i) => (i === index ? { ...line, ...next } : line)) });
  const remove = (index: number) => {
    const left = lines.filter((_, i) => i !== index);
    onChange({ ...ask, lines: left.length > 0 ? left : [{ sku: null, quantity: '1' }] });
  };
  return (
    <Section level={2} title={t('form.lines')}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and the same product may be on two
        <div key={index} className="line">
          <ProductField
            sku={line.sku}
            label={t('form.product')}
            autoFocus={index === lines.length - 1 && line.sku === null}
            onChange={(sku) => change(index, { sku })}
          />
          <TextField
            label={t('form.quantity')}
            value={line.quantity}
            error={readUnits(line.quantity) === null}
            sx={{ width: 96, flexShrink: 0 }}
            onChange={(event) => change(index, { quantity: event.target.value })}
            slotProps={{ htmlInput: { inputMode: 'numeric', style: { textAlign: 'right' } } }}
          />
          <IconButton
            size="small"
            aria-label={t('form.removeLine', { product: line.sku ?? '' })}
            disabled={lines.length === 1 && line.sku === null}
            onClick={() => remove(index)}
          >
            <X size={14} />
          </IconButton>
        </div>
      ))}
      <Button
        variant="text"
        size="small"
        startIcon={<Plus size={14} />}
        onClick={() => onChange({ ...ask, lines: [...lines, { sku: null, quantity: '1' }] })}
      >
        {t('form.addLine')}
      </Button>
    </Section>
  );
}

function Delivery({ ask, onChange }: PartProps) {
  const { t } = useTranslation('promise');
  const country = useCountryName();
  return (
    <>
      <Autocomplete
        options={COUNTRIES}
        value={ask.country}
        getOptionLabel={country}
        onChange={(_, next) => onChange({ ...ask, country: next })}
        renderInput={(params) => <TextField {...params} label={t('form.country')} required />}
      />
      <div className="pair">
        <TextField
          label={t('form.postalCode')}
          value={ask.postalCode}
          onChange={(event) => onChange({ ...ask, postalCode: event.target.value })}
          slotProps={{ htmlInput: { maxLength: 20 } }}
        />
        <TextField
          label={t('form.city')}
          value={ask.city}
          onChange={(event) => onChange({ ...ask, city: event.target.value })}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
      </div>
      <TextField
        select
        label={t('form.level')}
        value={ask.level ?? ''}
        onChange={(event) =>
          onChange({ ...ask, level: PROMISE_LEVELS.find((level) => level === event.target.value) ?? null })
        }
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{t('form.everyLevel')}</MenuItem>
        {PROMISE_LEVELS.map((level) => (
          <MenuItem key={level} value={level}>
            {t(`level.${level}`)}
          </MenuItem>
        ))}
      </TextField>
    </>
  );
}

function Collection({ ask, onChange }: PartProps) {
  const { t } = useTranslation('promise');
  const { data } = useQuery(orpc.tower.facilities.queryOptions());
  const stores = (data?.facilities ?? []).filter(({ kind }) => kind === 'store');
  const nameOf = new Map(stores.map(({ code, name }) => [code, name]));
  const codes = stores.map(({ code }) => code).sort((a, b) => byName(nameOf.get(a), nameOf.get(b)));
  return (
    <Autocomplete
      options={codes}
      value={ask.store !== null && nameOf.has(ask.store) ? ask.store : null}
      getOptionLabel={(code) => nameOf.get(code) ?? code}
      onChange={(_, next) => onChange({ ...ask, store: next })}
      renderInput={(params) => <TextField {...params} label={t('form.store')} required />}
    />
  );
}

function byName(a = '', b = ''): number {
  return a.localeCompare(b);
}

/** What is asked for: the goods, where to, how. Answers come while one fills it in. */
export function PromiseForm({ ask, onChange }: PartProps) {
  const { t } = useTranslation(['promise', 'orders']);
  return (
    <Root aria-label={t('form.label')} onSubmit={(event) => event.preventDefault()}>
      <Lines ask={ask} onChange={onChange} />
      <Section level={2} title={t('form.where')}>
        <div className="fields">
          <ToggleButtonGroup
            exclusive
            fullWidth
            value={ask.mode}
            aria-label={t('form.mode')}
            onChange={(_, mode: PromiseAsk['mode'] | null) => mode && onChange({ ...ask, mode })}
          >
            <ToggleButton value="delivery">{t('form.delivery')}</ToggleButton>
            <ToggleButton value="clickAndCollect">{t('form.collect')}</ToggleButton>
          </ToggleButtonGroup>
          {ask.mode === 'delivery' ? (
            <Delivery ask={ask} onChange={onChange} />
          ) : (
            <Collection ask={ask} onChange={onChange} />
          )}
          <TextField
            select
            label={t('form.channel')}
            value={ask.channel}
            onChange={(event) =>
              onChange({ ...ask, channel: CHANNELS.find((one) => one === event.target.value) ?? 'web' })
            }
          >
            {CHANNELS.map((channel) => (
              <MenuItem key={channel} value={channel}>
                {t(`orders:channel.${channel}`)}
              </MenuItem>
            ))}
          </TextField>
        </div>
      </Section>
    </Root>
  );
}
