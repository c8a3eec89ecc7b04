import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlaceMap } from '../../../components/map/place-map.tsx';
import { usePreferences } from '../../../lib/preferences.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useCountryName } from '../../lists/use-country-name.ts';
import { COUNTRIES } from '../../orders/countries.ts';
import { NumberField } from '../number-field.tsx';
import type { ChangeOf } from './change-words.ts';
import { codeOf } from './site-code.ts';

type Site = ChangeOf<'addFacility'>;

const Form = styled('form')({
  width: 520,
  padding: 14,
  display: 'grid',
  gridTemplateColumns: '1fr 1fr',
  gap: 12,
  '& .wide': { gridColumn: '1 / -1' },
  '& .hint': { gridColumn: '1 / -1', color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
});

const NO_FACILITIES: never[] = [];

interface Chosen {
  value: Site;
  set: (patch: Partial<Site>) => void;
}

/** Where it stands: by a click on the map, or by its coordinates. */
function Place({ value, set }: Chosen) {
  const { t } = useTranslation('workbench');
  const { data } = useQuery(orpc.tower.facilities.queryOptions());
  const [clicks, setClicks] = useState(0);
  const placed = value.latitude !== 0 || value.longitude !== 0;
  return (
    <>
      <p className="hint">{t('site.mapHint')}</p>
      <div className="wide">
        <PlaceMap
          label={t('site.map')}
          facilities={data?.facilities ?? NO_FACILITIES}
          place={placed ? value : null}
          onPlace={(place) => {
            set(place);
            setClicks(clicks + 1);
          }}
        />
      </div>
      <NumberField
        key={`latitude ${clicks}`}
        label={t('site.latitude')}
        value={placed ? value.latitude : null}
        nullable
        unit="°"
        low={-90}
        high={90}
        onChange={(latitude) => latitude !== null && set({ latitude })}
      />
      <NumberField
        key={`longitude ${clicks}`}
        label={t('site.longitude')}
        value={placed ? value.longitude : null}
        nullable
        unit="°"
        low={-180}
        high={180}
        onChange={(longitude) => longitude !== null && set({ longitude })}
      />
    </>
  );
}

/** What it holds and what it costs. */
function Means({ value, set }: Chosen) {
  const { t } = useTranslation('workbench');
  const { currency } = usePreferences();
  const { data } = useQuery(orpc.tower.facilities.queryOptions());
  const facilities = data?.facilities ?? NO_FACILITIES;
  return (
    <>
      <Autocomplete
        options={facilities}
        getOptionLabel={({ name }) => name}
        getOptionKey={({ code }) => code}
        value={facilities.find(({ code }) => code === value.stockLike) ?? null}
        onChange={(_, facility) => set({ stockLike: facility?.code ?? '' })}
        renderInput={(params) => <TextField {...params} label={t('site.stockLike')} />}
      />
      <NumberField
        label={t('site.percent')}
        value={value.percent}
        unit="%"
        low={0}
        high={1000}
        onChange={(percent) => percent !== null && set({ percent })}
      />
      <NumberField
        label={t('site.handling')}
        value={value.handlingMinor / 100}
        unit={currency}
        low={0}
        high={10_000}
        onChange={(major) => major !== null && set({ handlingMinor: Math.round(major * 100) })}
      />
      <NumberField
        label={t('site.ordersADay')}
        value={value.ordersADay}
        unit={t('site.orders')}
        low={0}
        high={1_000_000}
        whole
        nullable
        onChange={(ordersADay) => set({ ordersADay })}
      />
    </>
  );
}

/** A new site: its name, where it stands, whose stock it gets and what it can do. */
export function SiteForm({ value, onDone }: { value: Site; onDone: (site: Site) => void }) {
  const { t } = useTranslation(['workbench', 'common']);
  const countryName = useCountryName();
  const [site, setSite] = useState(value);
  const set = (patch: Partial<Site>) => setSite((now) => ({ ...now, ...patch }));
  const placed = site.latitude !== 0 || site.longitude !== 0;
  const ready = site.name.trim() !== '' && site.stockLike !== '' && placed;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onDone({ ...site, name: site.name.trim(), code: site.code || codeOf(site.name) });
  };
  return (
    <Form onSubmit={submit}>
      <TextField
        label={t('site.name')}
        value={site.name}
        autoFocus
        onChange={(event) => set({ name: event.target.value.slice(0, 120) })}
      />
      <Autocomplete
        options={COUNTRIES}
        getOptionLabel={countryName}
        value={site.country}
        disableClearable
        onChange={(_, country) => set({ country })}
        renderInput={(params) => <TextField {...params} label={t('site.country')} />}
      />
      <Place value={site} set={set} />
      <Means value={site} set={set} />
      <Button className="wide" type="submit" variant="contained" color="primary" disabled={!ready}>
        {t('common:action.apply')}
      </Button>
    </Form>
  );
}
