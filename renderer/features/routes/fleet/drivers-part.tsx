import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { UserRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { SearchInput } from '../../../components/filters/search-input.tsx';
import { orpc } from '../../../lib/rpc.ts';
import { PlainTable } from '../../import/import-styles.ts';
import { useFacilityNames } from '../../sourcing/use-facility-names.ts';
import { DriverPane } from './driver-pane.tsx';
import { newDriver } from './fleet-forms.ts';
import type { PartProps } from './opened.ts';
import { RowButton } from './row-button.tsx';

/** Who drives, and from which depot. */
export function DriversPart({ opened, onOpen }: PartProps) {
  const { t } = useTranslation('fleet');
  const { data, error, refetch } = useQuery(orpc.fleets.drivers.queryOptions());
  const nameOf = useFacilityNames();
  const [search, setSearch] = useState('');
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const drivers = data ?? [];
  const wanted = search.trim().toLocaleLowerCase();
  const shown = drivers.filter(({ code, name, facility }) =>
    `${code} ${name} ${facility ?? ''} ${facility === null ? '' : nameOf(facility)}`
      .toLocaleLowerCase()
      .includes(wanted),
  );
  const initial = opened === 'new' ? newDriver() : drivers.find(({ id }) => id === opened);
  return (
    <>
      {data && drivers.length === 0 ? (
        <EmptyState
          icon={UserRound}
          title={t('driver.none')}
          actions={
            <Button variant="contained" color="primary" onClick={() => onOpen('new')}>
              {t('driver.new')}
            </Button>
          }
        >
          {t('driver.noneText')}
        </EmptyState>
      ) : (
        <>
          <div style={{ padding: '10px 14px', maxWidth: 320 }}>
            <SearchInput value={search} onChange={setSearch} placeholder={t('driver.search')} />
          </div>
          <PlainTable aria-label={t('part.drivers')}>
            <thead>
              <tr>
                {(['name', 'depot', 'phone', 'state'] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(`column.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((driver) => (
                <tr key={driver.id}>
                  <th scope="row">
                    <RowButton label={driver.name} detail={driver.code} onOpen={() => onOpen(driver.id)} />
                  </th>
                  <td>{driver.facility === null ? t('driver.any') : nameOf(driver.facility)}</td>
                  <td>{driver.phone ?? '–'}</td>
                  <td>
                    <StatusChip
                      quiet
                      tone={driver.active ? 'ok' : 'neutral'}
                      label={t(driver.active ? 'driver.drives' : 'driver.inactive')}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </PlainTable>
        </>
      )}
      {initial && (
        <DriverPane key={opened} initial={initial} drivers={drivers} onClose={() => onOpen(null)} />
      )}
    </>
  );
}
