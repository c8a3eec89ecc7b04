import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { VehicleTypeView } from '../../../../core/contract/fleets.ts';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import type { ParametersProps } from './parameters-form.tsx';

const MOST = 10_000;

const Group = styled('fieldset')({ margin: 0, padding: 0, border: 0, minWidth: 0 });
const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  '& th, & td': { padding: '3px 8px 3px 0', borderBottom: `1px solid ${tokens.line}` },
  '& th': { textAlign: 'start', fontWeight: 450 },
  '& thead th': { color: tokens.textMuted, fontWeight: 520 },
  '& td:last-child, & thead th:last-child': { textAlign: 'end', paddingRight: 0, width: 90 },
});

type FleetLine = NonNullable<RouteParameters['fleet']>[number];

/** The fleet as it is kept, at the depots of the plan. */
export function keptFleet(types: readonly VehicleTypeView[], depots: readonly string[]): FleetLine[] {
  return types.flatMap(({ code, vehicles }) =>
    vehicles
      .filter(({ facility, count }) => depots.includes(facility) && count > 0)
      .map(({ facility, count }) => ({ vehicleType: code, depot: facility, count })),
  );
}

/** How many vehicles of each kind may be used at each depot: the fleet as it is kept, unless changed here. */
export function FleetFields({ value, onChange }: ParametersProps) {
  const { t } = useTranslation(['routes', 'common']);
  const { data: types } = useQuery(orpc.fleets.vehicleTypes.queryOptions());
  const kept = keptFleet(types ?? [], value.depots);
  const lines = value.fleet?.filter(({ depot }) => value.depots.includes(depot)) ?? kept;
  const nameOf = (code: string) => types?.find((type) => type.code === code)?.name ?? code;
  const { fleet: _, ...asKept } = value;
  const setCount = (line: FleetLine, count: number) =>
    onChange({ ...value, fleet: lines.map((one) => (one === line ? { ...line, count } : one)) });
  return (
    <Group aria-label={t('ask.fleet')}>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', minHeight: 28 }}>
        <h3>{t('ask.fleet')}</h3>
        {value.fleet && (
          <Button
            size="small"
            variant="text"
            startIcon={<RotateCcw size={13} />}
            onClick={() => onChange(asKept)}
          >
            {t('ask.fleetAsKept')}
          </Button>
        )}
      </div>
      {lines.length === 0 ? (
        <p style={{ color: tokens.textMuted }}>
          {t(value.depots.length === 0 ? 'ask.fleetNoDepot' : 'ask.fleetNone')}{' '}
          {value.depots.length > 0 && types && <Link to={links.fleet()}>{t('ask.fleetOpen')}</Link>}
        </p>
      ) : (
        <Table>
          <thead>
            <tr>
              <th scope="col">{t('column.vehicle')}</th>
              <th scope="col">{t('column.depot')}</th>
              <th scope="col">{t('ask.count')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.vehicleType} ${line.depot}`}>
                <th scope="row">{nameOf(line.vehicleType)}</th>
                <td>{line.depot}</td>
                <td>
                  <TextField
                    type="number"
                    size="small"
                    value={line.count}
                    slotProps={{
                      htmlInput: {
                        min: 0,
                        max: MOST,
                        'aria-label': t('ask.countOf', {
                          vehicle: nameOf(line.vehicleType),
                          depot: line.depot,
                        }),
                      },
                    }}
                    onChange={({ target }) =>
                      setCount(line, Math.min(MOST, Math.max(0, Math.round(Number(target.value) || 0))))
                    }
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Group>
  );
}
