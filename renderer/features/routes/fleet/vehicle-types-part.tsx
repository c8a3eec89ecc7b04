import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { Truck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { VehicleTypeView } from '../../../../core/contract/fleets.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { PlainTable } from '../../import/import-styles.ts';
import { clockOf } from '../ask/more-parameters.tsx';
import { newVehicleType } from './fleet-forms.ts';
import type { PartProps } from './opened.ts';
import { RowButton } from './row-button.tsx';
import { VehicleTypePane } from './vehicle-type-pane.tsx';

const CURRENCY = 'EUR';
const HEADS = ['name', 'vehicles', 'capacity', 'shift', 'fixed', 'perKm', 'perHour', 'range'] as const;
const NUMBERS: ReadonlySet<string> = new Set(['vehicles', 'fixed', 'perKm', 'perHour', 'range']);

function TypeRow({ type, onOpen }: { type: VehicleTypeView; onOpen: () => void }) {
  const { t } = useTranslation('fleet');
  const format = useFormat();
  const { capacityWeightGrams, capacityVolumeMillilitres, vehicles, currency, rangeMetres } = type;
  const count = vehicles.reduce((sum, one) => sum + one.count, 0);
  const capacity = [
    capacityWeightGrams === null ? null : format.weight(capacityWeightGrams),
    capacityVolumeMillilitres === null ? null : `${format.decimal(capacityVolumeMillilitres / 1e6)}\u00a0m³`,
  ].filter((text) => text !== null);
  return (
    <tr>
      <th scope="row">
        <RowButton label={type.name} detail={type.code} onOpen={onOpen} />
      </th>
      <td className="end">
        {t('type.atDepots', {
          count: vehicles.length,
          formatted: format.integer(vehicles.length),
          vehicles: format.integer(count),
        })}
      </td>
      <td>{capacity.length > 0 ? capacity.join(' · ') : t('noLimit')}</td>
      <td>
        {clockOf(type.shiftFromMinutes)}–{clockOf(type.shiftToMinutes)}
      </td>
      <td className="end">{format.moneyMinor(type.fixedCostMinor, currency)}</td>
      <td className="end">{format.moneyMinor(type.costPerKmMinor, currency)}</td>
      <td className="end">{format.moneyMinor(type.costPerHourMinor, currency)}</td>
      <td className="end">{rangeMetres === null ? '–' : format.distance(rangeMetres)}</td>
    </tr>
  );
}

/** Kinds of vehicles, and how many stand at which depot. */
export function VehicleTypesPart({ opened, onOpen }: PartProps) {
  const { t } = useTranslation('fleet');
  const { data, error, refetch } = useQuery(orpc.fleets.vehicleTypes.queryOptions());
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const types = data ?? [];
  const open = types.find(({ id }) => id === opened);
  const initial = opened === 'new' ? newVehicleType(types[0]?.currency ?? CURRENCY) : open;
  return (
    <>
      {data && types.length === 0 ? (
        <EmptyState
          icon={Truck}
          title={t('type.none')}
          actions={
            <Button variant="contained" color="primary" onClick={() => onOpen('new')}>
              {t('type.new')}
            </Button>
          }
        >
          {t('type.noneText')}
        </EmptyState>
      ) : (
        <PlainTable aria-label={t('part.vehicles')}>
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th key={head} scope="col" className={NUMBERS.has(head) ? 'end' : undefined}>
                  {t(`column.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {types.map((type) => (
              <TypeRow key={type.id} type={type} onOpen={() => onOpen(type.id)} />
            ))}
          </tbody>
        </PlainTable>
      )}
      {initial && (
        <VehicleTypePane
          key={opened}
          initial={initial}
          types={types}
          onSaved={() => onOpen(null)}
          onClose={() => onOpen(null)}
        />
      )}
    </>
  );
}
