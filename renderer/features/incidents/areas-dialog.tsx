import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Slider from '@mui/material/Slider';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AREA_RADIUS_METRES, type AreaDraft, type AreaView } from '../../../core/contract/incident-areas.ts';
import type { Point } from '../../../core/kernel/geo.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { PlaceMap } from '../../components/map/place-map.tsx';
import { useFormat } from '../../lib/format.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';
import { useTold } from '../lists/use-told.ts';

const HOUR_MS = 3_600_000;
const METRES_A_KM = 1000;
const MOST_KM = 400;
const NO_FACILITIES: never[] = [];
const LEAST_KM = AREA_RADIUS_METRES.least / METRES_A_KM;

const Form = styled('div')({ display: 'grid', gap: 12, paddingTop: 10 });
const Fields = styled('div')({ display: 'grid', gridTemplateColumns: '2fr 1fr 2fr', gap: 12 });
const Row = styled('li')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '4px 0',
  '& .grow': { flex: 1, minWidth: 0 },
  '& .quiet': { color: tokens.textMuted },
});

/** Degrees on either side of zero. */
const MOST_DEGREES = { latitude: 90, longitude: 180 } as const;
type Axis = keyof typeof MOST_DEGREES;

/** Null for what is no degree of the axis. */
function degrees(axis: Axis, text: string): number | null {
  const number = Number(text);
  return text.trim() !== '' && Math.abs(number) <= MOST_DEGREES[axis] ? number : null;
}

/** What is being drawn. */
function useDrawing() {
  const [name, setName] = useState('');
  const [typed, setTyped] = useState({ latitude: '', longitude: '' });
  const [km, setKm] = useState(50);
  const [hours, setHours] = useState('24');
  const length = Number(hours);
  const lasts = Number.isFinite(length) && length > 0 && length <= 24 * 30;
  const place = useMemo((): Point | null => {
    const [latitude, longitude] = [
      degrees('latitude', typed.latitude),
      degrees('longitude', typed.longitude),
    ];
    return latitude === null || longitude === null ? null : { latitude, longitude };
  }, [typed]);
  const setPlace = ({ latitude, longitude }: Point) =>
    setTyped({ latitude: String(latitude), longitude: String(longitude) });
  const draft = (): AreaDraft | null =>
    name.trim() !== '' && place && lasts
      ? {
          name: name.trim(),
          ...place,
          radiusMetres: km * METRES_A_KM,
          until: Date.now() + Math.round(length * HOUR_MS),
        }
      : null;
  return { name, setName, typed, setTyped, place, setPlace, km, setKm, hours, setHours, lasts, draft };
}

/** Draws areas in trouble on the map, and takes them off again. */
export function AreasDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['incidents', 'common']);
  const titleId = useId();
  const { busy, perform } = useTold();
  const { data, error, refetch } = useQuery(orpc.incidentAreas.list.queryOptions());
  const drawing = useDrawing();
  const refresh = () =>
    Promise.all([refetch(), queryClient.invalidateQueries({ queryKey: orpc.incidents.key() })]);
  const draw = () =>
    perform(async () => {
      const draft = drawing.draft();
      if (!draft) return;
      await rpc.incidentAreas.draw(draft);
      await refresh();
      showToast({ severity: 'ok', message: t('areas.drawn', { name: draft.name }) });
      onClose();
    });
  const remove = ({ id, name }: AreaView) =>
    perform(async () => {
      await rpc.incidentAreas.remove({ id });
      await refresh();
      showToast({ severity: 'ok', message: t('areas.removed', { name }) });
    });
  return (
    <Dialog open onClose={busy ? undefined : onClose} aria-labelledby={titleId} maxWidth="md" fullWidth>
      <DialogTitle id={titleId}>{t('areas.title')}</DialogTitle>
      <DialogContent>
        <p style={{ color: tokens.textMuted }}>{t('areas.text')}</p>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data && data.length > 0 && (
          <AreaList areas={data} busy={busy} onRemove={(area) => void remove(area)} />
        )}
        <AreaForm drawing={drawing} />
      </DialogContent>
      <DialogActions>
        <Button variant="text" onClick={onClose} disabled={busy}>
          {t('common:action.close')}
        </Button>
        <Button variant="contained" disabled={busy || !drawing.draft()} onClick={() => void draw()}>
          {t('areas.draw')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface AreaListProps {
  areas: readonly AreaView[];
  busy: boolean;
  onRemove: (area: AreaView) => void;
}

function AreaList({ areas, busy, onRemove }: AreaListProps) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  return (
    <ul aria-label={t('areas.list')} style={{ listStyle: 'none', margin: '8px 0 0', padding: 0 }}>
      {areas.map((area) => (
        <Row key={area.id}>
          <strong>{area.name}</strong>
          <span className="grow quiet">
            {t('areas.until', {
              km: format.integer(Math.round(area.radiusMetres / METRES_A_KM)),
              until: format.dateTime(area.until),
              who: area.drawnBy,
            })}
          </span>
          <Button
            size="small"
            disabled={busy}
            aria-label={t('areas.removeOf', { name: area.name })}
            onClick={() => onRemove(area)}
          >
            {t('areas.remove')}
          </Button>
        </Row>
      ))}
    </ul>
  );
}

function AreaForm({ drawing }: { drawing: ReturnType<typeof useDrawing> }) {
  const { t } = useTranslation('incidents');
  const sliderId = useId();
  const { data: network } = useQuery(orpc.tower.facilities.queryOptions());
  const { name, setName, typed, setTyped, place, setPlace, km, setKm, hours, setHours, lasts } = drawing;
  const field = (axis: Axis) => (
    <TextField
      type="number"
      label={t(`areas.${axis}`)}
      value={typed[axis]}
      error={typed[axis] !== '' && degrees(axis, typed[axis]) === null}
      onChange={(event) => setTyped({ ...typed, [axis]: event.target.value })}
    />
  );
  return (
    <Form>
      <PlaceMap
        label={t('areas.map')}
        facilities={network?.facilities ?? NO_FACILITIES}
        place={place}
        radiusMetres={km * METRES_A_KM}
        onPlace={setPlace}
      />
      <Fields>
        <TextField
          label={t('areas.name')}
          value={name}
          autoFocus
          slotProps={{ htmlInput: { maxLength: 80 } }}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          type="number"
          label={t('areas.hours')}
          value={hours}
          error={!lasts}
          onChange={(event) => setHours(event.target.value)}
        />
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12 }}>
          {field('latitude')}
          {field('longitude')}
        </div>
      </Fields>
      <div>
        <div id={sliderId}>{t('areas.radius', { km })}</div>
        <Slider
          value={km}
          min={LEAST_KM}
          max={MOST_KM}
          aria-labelledby={sliderId}
          onChange={(_event, value) => setKm(value as number)}
        />
      </div>
    </Form>
  );
}
