import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarrierSettings, CarrierTerms } from '../../../core/contract/carriers.ts';
import { currencyDigits } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import { NumberField } from '../sourcing/number-field.tsx';
import { draftOf, readFacilities, type TermsDraft, termsOf } from './carrier-terms.ts';

const MILLILITRES = 1000;
const MOST = 1_000_000;
const MOST_SHIPMENTS = 10_000_000;

/** The terms scroll, the buttons stay. */
const Form = styled('form')({ display: 'flex', flexDirection: 'column', minHeight: 0 });

const Group = styled('fieldset')({
  border: 0,
  margin: '0 0 14px',
  padding: 0,
  '& legend': { padding: 0, marginBottom: 8, fontWeight: 560 },
  '& .fields': {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))',
    gap: '12px 10px',
  },
  '& p': { color: tokens.textMuted, margin: '6px 0 0', lineHeight: 1.5 },
});

interface CarrierDialogProps {
  carrier: CarrierSettings;
  busy: boolean;
  onSave: (terms: CarrierTerms) => void;
  onClose: () => void;
}

interface PartProps {
  draft: TermsDraft;
  currency: string;
  onChange: (change: Partial<TermsDraft>) => void;
}

type AmountKey = 'residentialMinor' | 'remoteMinor' | 'oversizeMinor' | 'valueFreeMinor';
type NumberKey =
  | 'dimensionalDivisor'
  | 'fuelPercent'
  | 'aboveMillimetres'
  | 'valuePercent'
  | 'shipmentsPerDay'
  | 'sharePercent'
  | 'tolerancePercent'
  | 'mixDays';

function AmountField({ name, draft, currency, onChange }: PartProps & { name: AmountKey }) {
  const { t } = useTranslation('settings');
  const per = 10 ** currencyDigits(currency);
  return (
    <NumberField
      label={t(`carriers.${name}`)}
      value={draft[name] / per}
      unit={currency}
      low={0}
      high={MOST}
      onChange={(value) => onChange({ [name]: Math.round((value ?? 0) * per) })}
    />
  );
}

function TermField(
  props: PartProps & { name: NumberKey; unit: string; low?: number; high?: number; optional?: boolean },
) {
  const { t } = useTranslation('settings');
  const { name, draft, unit, low = 0, high = 100, optional = false, onChange } = props;
  return (
    <NumberField
      label={t(`carriers.${name}`)}
      value={draft[name]}
      unit={unit}
      low={low}
      high={high}
      nullable={optional}
      whole={unit !== '%'}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
}

function Surcharges(props: PartProps) {
  const { t } = useTranslation('settings');
  const { draft, onChange } = props;
  return (
    <>
      <Group>
        <legend>{t('carriers.weight')}</legend>
        <div className="fields">
          <TermField {...props} name="dimensionalDivisor" unit="cm³/kg" low={100} high={100_000} optional />
          <TermField {...props} name="fuelPercent" unit="%" />
          <AmountField {...props} name="residentialMinor" />
        </div>
        <p>{t('carriers.divisorHint')}</p>
      </Group>
      <Group>
        <legend>{t('carriers.remote')}</legend>
        <div className="fields">
          <AmountField {...props} name="remoteMinor" />
          <TextField
            label={t('carriers.remoteAreas')}
            helperText={t('carriers.remoteHint')}
            value={draft.remoteAreas}
            multiline
            minRows={1}
            maxRows={4}
            onChange={({ target }) => onChange({ remoteAreas: target.value })}
          />
        </div>
      </Group>
      <Group>
        <legend>{t('carriers.oversize')}</legend>
        <div className="fields">
          <AmountField {...props} name="oversizeMinor" />
          <TermField {...props} name="aboveMillimetres" unit="mm" low={1} high={100_000} optional />
          <NumberField
            label={t('carriers.aboveMillilitres')}
            value={draft.aboveMillilitres === null ? null : draft.aboveMillilitres / MILLILITRES}
            unit="l"
            low={1}
            high={100_000}
            nullable
            onChange={(litres) =>
              onChange({ aboveMillilitres: litres === null ? null : Math.round(litres * MILLILITRES) })
            }
          />
        </div>
      </Group>
      <Group>
        <legend>{t('carriers.declaredValue')}</legend>
        <div className="fields">
          <TermField {...props} name="valuePercent" unit="%" />
          <AmountField {...props} name="valueFreeMinor" />
        </div>
      </Group>
    </>
  );
}

function Limits(props: PartProps) {
  const { t } = useTranslation('settings');
  const { draft, onChange } = props;
  const unreadable = readFacilities(draft.facilities) === null;
  return (
    <>
      <Group>
        <legend>{t('carriers.capacity')}</legend>
        <div className="fields">
          <TermField
            {...props}
            name="shipmentsPerDay"
            unit={t('carriers.perDay')}
            high={MOST_SHIPMENTS}
            optional
          />
          <TextField
            label={t('carriers.facilities')}
            helperText={t(unreadable ? 'carriers.facilitiesWrong' : 'carriers.facilitiesHint')}
            error={unreadable}
            value={draft.facilities}
            multiline
            minRows={1}
            maxRows={4}
            onChange={({ target }) => onChange({ facilities: target.value })}
          />
        </div>
      </Group>
      <Group>
        <legend>{t('carriers.mix')}</legend>
        <div className="fields">
          <TermField {...props} name="sharePercent" unit="%" optional />
          <TermField {...props} name="tolerancePercent" unit="%" />
          <TermField {...props} name="mixDays" unit={t('carriers.days')} low={1} high={366} />
        </div>
        <p>{t('carriers.mixHint')}</p>
      </Group>
    </>
  );
}

/** What a carrier asks for beside its rates, how much it takes and what share it is to have. */
export function CarrierDialog({ carrier, busy, onSave, onClose }: CarrierDialogProps) {
  const { t } = useTranslation(['settings', 'common']);
  const titleId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => draftOf(carrier.terms));
  const part = {
    draft,
    currency: carrier.currency,
    onChange: (change: Partial<TermsDraft>) => setDraft((known) => ({ ...known, ...change })),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    const terms = termsOf(draft);
    if (wrong || !terms) wrong?.focus();
    else onSave(terms);
  };
  return (
    <Dialog open onClose={busy ? undefined : onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <Form ref={form} onSubmit={submit} noValidate>
        <DialogTitle id={titleId}>{t('carriers.editTitle', { name: carrier.name })}</DialogTitle>
        <DialogContent>
          <Surcharges {...part} />
          <Limits {...part} />
        </DialogContent>
        <DialogActions>
          <Button variant="text" onClick={onClose} disabled={busy}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="primary" disabled={busy}>
            {t('common:action.save')}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
