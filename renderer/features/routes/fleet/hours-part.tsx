import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { SearchInput } from '../../../components/filters/search-input.tsx';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Hint } from './fields.tsx';
import { WeekForm } from './week-form.tsx';

const MOST_LISTED = 200;

const Split = styled('div')({ display: 'flex', flex: '1 1 auto', minHeight: 0 });
const List = styled('nav')({
  width: 300,
  flexShrink: 0,
  overflow: 'auto',
  padding: '10px 8px',
  borderRight: `1px solid ${tokens.line}`,
  '& ul': { listStyle: 'none', margin: '8px 0 0', padding: 0 },
  '& .MuiButton-root': { width: '100%', justifyContent: 'flex-start', textAlign: 'left', fontWeight: 450 },
  '& .MuiButton-root[aria-current]': { backgroundColor: tokens.accentSoft },
});
const Week = styled('div')({ flex: 1, minWidth: 0, overflow: 'auto', padding: '14px 20px 40px' });

/** When facilities take and give goods. */
export function HoursPart() {
  const { t } = useTranslation('fleet');
  const { data, error, refetch } = useQuery(orpc.tower.facilities.queryOptions());
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const wanted = search.trim().toLocaleLowerCase();
  const found = (data?.facilities ?? []).filter(({ code, name }) =>
    `${code} ${name}`.toLocaleLowerCase().includes(wanted),
  );
  const facility = found.find(({ code }) => code === chosen) ?? found[0];
  return (
    <Split>
      <List aria-label={t('hours.facilities')}>
        <SearchInput value={search} onChange={setSearch} placeholder={t('hours.search')} />
        <ul>
          {found.slice(0, MOST_LISTED).map(({ code, name }) => (
            <li key={code}>
              <Button
                variant="text"
                aria-current={code === facility?.code ? 'true' : undefined}
                onClick={() => setChosen(code)}
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
        {found.length > MOST_LISTED && <Hint>{t('hours.more')}</Hint>}
      </List>
      <Week>
        {facility && <FacilityHours key={facility.code} code={facility.code} name={facility.name} />}
      </Week>
    </Split>
  );
}

function FacilityHours({ code, name }: { code: string; name: string }) {
  const { data, error, refetch } = useQuery(
    orpc.fleets.openingHours.queryOptions({ input: { facility: code } }),
  );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <WeekForm key={JSON.stringify(data)} facility={code} name={name} initial={data} /> : null;
}
