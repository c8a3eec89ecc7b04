import Autocomplete from '@mui/material/Autocomplete';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type RouteParameters, STOP_SOURCES } from '../../../../core/contract/routes.ts';
import { orpc } from '../../../lib/rpc.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import { FieldGrid, type FormPartProps, Part } from './form-layout.tsx';

const Sides = styled('fieldset')({ border: 0, margin: 0, padding: 0 });
const NO_FACILITIES: never[] = [];

function sameCodes(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((code) => b.includes(code));
}

/** Other depots than the basis drive the deliveries of the basis, unless told otherwise. */
function withDepots(depots: string[], { value, basis }: FormPartProps): Partial<RouteParameters> {
  if (!basis || value.goodsOf) return { depots };
  return sameCodes(depots, basis.depots) ? { depots } : { depots, goodsOf: basis.goodsOf ?? basis.depots };
}

function Depots(props: FormPartProps) {
  const { value, set, basis } = props;
  const { t } = useTranslation('simulation');
  const { data } = useQuery(orpc.tower.facilities.queryOptions());
  const facilities = data?.facilities ?? NO_FACILITIES;
  const chosen = value.depots.flatMap((code) => facilities.find((one) => one.code === code) ?? []);
  const goods = value.goodsOf ?? basis?.goodsOf ?? basis?.depots ?? value.depots;
  const asksForGoods = value.depots.length > 1 || !sameCodes(goods, value.depots);
  const names = goods.map((code) => facilities.find((one) => one.code === code)?.name ?? code).join(', ');
  return (
    <>
      <Autocomplete
        multiple
        className="wide"
        options={facilities}
        getOptionLabel={({ name }) => name}
        getOptionKey={({ code }) => code}
        value={chosen}
        isOptionEqualToValue={(option, other) => option.code === other.code}
        onChange={(_, picked) =>
          set(
            withDepots(
              picked.map(({ code }) => code),
              props,
            ),
          )
        }
        renderInput={(params) => (
          <TextField
            {...params}
            label={t('field.depots')}
            error={value.depots.length === 0}
            helperText={value.depots.length === 0 ? t('field.depotsMissing') : t('field.depotsHint')}
          />
        )}
      />
      {asksForGoods && (
        <div className="wide">
          <FormControlLabel
            control={
              <Checkbox
                checked={value.goodsOf !== undefined}
                onChange={(_, checked) => set({ goodsOf: checked ? goods : undefined })}
              />
            }
            label={t('field.goodsOf', { names })}
          />
          <p className="hint">{t(value.goodsOf ? 'field.goodsOfHint' : 'field.goodsOwnHint')}</p>
        </div>
      )}
    </>
  );
}

function Sources({ value, set }: FormPartProps) {
  const { t } = useTranslation('simulation');
  return (
    <Sides className="wide" aria-label={t('field.sources')}>
      {STOP_SOURCES.map((source) => (
        <FormControlLabel
          key={source}
          sx={{ marginRight: '14px !important' }}
          control={
            <Checkbox
              checked={value.sources.includes(source)}
              onChange={(_, checked) =>
                set({
                  sources: STOP_SOURCES.filter((one) =>
                    one === source ? checked : value.sources.includes(one),
                  ),
                })
              }
            />
          }
          label={t(`source.${source}`)}
        />
      ))}
    </Sides>
  );
}

/** Which deliveries, of which day, from where. */
export function DeliveriesPart(props: FormPartProps) {
  const { value, set, basis } = props;
  const { t } = useTranslation('simulation');
  return (
    <Part>
      <legend>{t('part.deliveries')}</legend>
      <FieldGrid>
        <Depots {...props} />
        {!basis && <Sources {...props} />}
        <TextField
          type="date"
          label={t('field.day')}
          value={value.day}
          onChange={(event) => event.target.value && set({ day: event.target.value })}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <NumberField
          label={t('field.horizonDays')}
          value={value.horizonDays}
          unit={t('unit.days')}
          low={0}
          high={60}
          whole
          onChange={(horizonDays) => horizonDays !== null && set({ horizonDays })}
        />
        <NumberField
          label={t('field.demandPercent')}
          value={value.demandPercent}
          unit="%"
          low={10}
          high={400}
          whole
          onChange={(demandPercent) => demandPercent !== null && set({ demandPercent })}
        />
        {!basis && (
          <NumberField
            label={t('field.radius')}
            value={value.radiusMetres === null ? null : value.radiusMetres / 1000}
            unit="km"
            low={1}
            high={5000}
            nullable
            onChange={(km) => set({ radiusMetres: km === null ? null : Math.round(km * 1000) })}
          />
        )}
      </FieldGrid>
      <p className="hint">{t('field.consolidateHint')}</p>
      {value.demandPercent > 100 && <p className="hint">{t('field.demandHint')}</p>}
    </Part>
  );
}
