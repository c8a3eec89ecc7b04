import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { Settings2, Waves } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { ErrorState } from '../../components/display/error-state.tsx';
import { Screen } from '../../components/layout/screen.tsx';
import { useFormat } from '../../lib/format.ts';
import { orpc, type rpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { DayTrialBar } from './day-trial-bar.tsx';
import { WaveSettingsDialog } from './settings-dialog.tsx';
import { type Trial, useDayProposal } from './use-waves.ts';
import { WaveDay } from './wave-day.tsx';

const Tools = styled('div')({ display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 });

/** The day as the user's calendar has it: `2026-11-27`. */
function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Facility and day travel in the address. */
function useTrial(first: string | undefined) {
  const [search, setSearch] = useSearchParams();
  const [tried, setTried] = useState<Pick<Trial, 'extraPickers' | 'releaseMinutes'>>({
    extraPickers: 0,
    releaseMinutes: {},
  });
  const asked = search.get('facility');
  // The one with most orders at first; it stays when others overtake it.
  const [opening, setOpening] = useState<string>();
  useEffect(() => setOpening((now) => now ?? first), [first]);
  const facility = asked ?? opening;
  const day = search.get('day') ?? today();
  const trial: Trial | null = facility === undefined ? null : { facility, day, ...tried };
  const go = (next: { facility?: string; day?: string }) => {
    setTried({ extraPickers: 0, releaseMinutes: {} });
    setSearch({ ...(facility === undefined ? {} : { facility }), day, ...next }, { replace: true });
  };
  return { trial, go, tried, setTried };
}

type Facility = Awaited<ReturnType<typeof rpc.waves.facilities>>[number];

function FacilityChoice({
  facilities,
  value,
  onChange,
}: {
  facilities: Facility[];
  value: Facility;
  onChange: (next: { facility: string }) => void;
}) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  return (
    <Autocomplete
      size="small"
      disableClearable
      options={facilities}
      value={value}
      getOptionLabel={({ name }) => name}
      isOptionEqualToValue={(a, b) => a.code === b.code}
      onChange={(_, next) => onChange({ facility: next.code })}
      sx={{ width: 260 }}
      renderOption={({ key, ...props }, option) => (
        <li key={option.code} {...props}>
          <span style={{ flex: 1 }}>{option.name}</span>
          <span style={{ color: tokens.textMuted, fontVariantNumeric: 'tabular-nums' }}>
            {format.integer(option.orders)}
          </span>
        </li>
      )}
      renderInput={(params) => <TextField {...params} label={t('facility')} />}
    />
  );
}

/** Waves: a facility's day from proposal to the door; what another release time or more pickers would change is shown at once. */
export function WavesPage() {
  const { t } = useTranslation('waves');
  const { data: facilities, error } = useQuery(orpc.waves.facilities.queryOptions());
  const { trial, go, tried, setTried } = useTrial(facilities?.[0]?.code);
  const proposal = useDayProposal(trial);
  const [settings, setSettings] = useState(false);
  const shown = facilities?.find(({ code }) => code === trial?.facility);
  return (
    <Screen
      title={t('title')}
      toolbar={
        <Tools>
          {facilities && shown && <FacilityChoice facilities={facilities} value={shown} onChange={go} />}
          <TextField
            size="small"
            type="date"
            label={t('day')}
            value={trial?.day ?? today()}
            onChange={(event) => event.target.value && go({ day: event.target.value })}
            slotProps={{ inputLabel: { shrink: true } }}
            sx={{ width: 160 }}
          />
          {proposal.data && (
            <DayTrialBar
              proposal={proposal.data}
              tried={tried}
              onChange={setTried}
              busy={proposal.isFetching}
            />
          )}
        </Tools>
      }
      actions={
        <Button startIcon={<Settings2 size={14} />} disabled={!trial} onClick={() => setSettings(true)}>
          {t('settings.open')}
        </Button>
      }
    >
      {error || proposal.error ? (
        <ErrorState error={error ?? proposal.error} onRetry={() => void proposal.refetch()} />
      ) : facilities?.length === 0 ? (
        <EmptyState icon={Waves} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      ) : proposal.data && trial ? (
        <WaveDay
          key={trial.facility}
          trial={trial}
          proposal={proposal.data}
          onTry={(templateId, minutes) =>
            setTried({ ...tried, releaseMinutes: { ...tried.releaseMinutes, [templateId]: minutes } })
          }
        />
      ) : (
        <div style={{ padding: 20 }}>
          <PaneSkeleton blocks={3} />
        </div>
      )}
      {settings && trial && (
        <WaveSettingsDialog facility={trial.facility} onClose={() => setSettings(false)} />
      )}
    </Screen>
  );
}
