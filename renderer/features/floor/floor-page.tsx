import Autocomplete from '@mui/material/Autocomplete';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { Volume2, VolumeX } from 'lucide-react';
import { type ComponentType, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Screen } from '../../components/layout/screen.tsx';
import { FLOOR_STATIONS, type FloorStation, links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { usePersisted } from '../lists/use-persisted.ts';
import { CounterStation } from './counter/counter-station.tsx';
import { DockStation } from './dock/dock-station.tsx';
import { PackStation } from './pack/pack-station.tsx';
import { PickStation } from './pick/pick-station.tsx';

const STATIONS: Record<FloorStation, ComponentType<{ facility: string }>> = {
  pick: PickStation,
  pack: PackStation,
  dock: DockStation,
  counter: CounterStation,
};

const Tools = styled('div')({ display: 'flex', alignItems: 'center', gap: 16, minWidth: 0 });

/** The facility that is asked for, else the one of last time, else one with work. */
function useFacility() {
  const { facility: asked } = useParams();
  const [last, setLast] = usePersisted<string | null>('floor.facility', null);
  const { data: network } = useQuery(orpc.tower.facilities.queryOptions());
  const { data: busy } = useQuery(orpc.waves.facilities.queryOptions());
  const facilities = network?.facilities ?? [];
  const known = (code: string | null | undefined) => facilities.find((one) => one.code === code);
  const facility = known(asked) ?? known(last) ?? known(busy?.[0]?.code) ?? facilities[0];
  useEffect(() => {
    if (asked && asked !== last) setLast(asked);
  }, [asked, last, setLast]);
  return { facilities, facility };
}

/** The stations of a facility's floor, large enough for a touch screen; a scanner is a keyboard. */
export function FloorPage() {
  const { t } = useTranslation('floor');
  const navigate = useNavigate();
  const { station: asked } = useParams();
  const station = FLOOR_STATIONS.find((one) => one === asked) ?? 'pick';
  const { facilities, facility } = useFacility();
  const [sound, setSound] = usePersisted('floor.sound', false);
  const Work = STATIONS[station];
  const go = (code: string, to: FloorStation) => void navigate(links.floor(code, to));
  return (
    <Screen
      title={t('title')}
      toolbar={
        <Tools>
          <Autocomplete
            disableClearable
            sx={{ width: 280 }}
            options={facilities}
            value={facility ?? (null as never)}
            getOptionLabel={({ name }) => name}
            getOptionKey={({ code }) => code}
            isOptionEqualToValue={(a, b) => a.code === b.code}
            onChange={(_, { code }) => go(code, station)}
            renderInput={(params) => <TextField {...params} label={t('facility')} />}
          />
          <Tabs
            value={station}
            aria-label={t('stations')}
            onChange={(_, to: FloorStation) => facility && go(facility.code, to)}
            sx={{ borderBottom: 0, '& .MuiTab-root': { minHeight: 44, fontSize: 16 } }}
          >
            {FLOOR_STATIONS.map((one) => (
              <Tab key={one} value={one} label={t(`station.${one}`)} />
            ))}
          </Tabs>
        </Tools>
      }
      actions={
        <IconButton
          aria-pressed={sound}
          aria-label={t('sound')}
          title={t('sound')}
          onClick={() => setSound(!sound)}
        >
          {sound ? <Volume2 size={18} /> : <VolumeX size={18} />}
        </IconButton>
      }
    >
      {facility ? <Work key={`${facility.code} ${station}`} facility={facility.code} /> : <PaneSkeleton />}
    </Screen>
  );
}
