import { useTranslation } from 'react-i18next';
import type { IncidentDetail } from '../../../../core/contract/incidents.ts';
import { isPoint } from '../../../../core/kernel/geo.ts';
import { TrailMap, type TrailMark } from '../../../components/map/trail-map.tsx';
import { toneOf, useIncidentWords } from '../incident-words.ts';

/** The shipment's lane with its scans; of a shared cause, the area and those inside. Nothing without places. */
export function IncidentMap({ detail }: { detail: IncidentDetail }) {
  const { t } = useTranslation('incidents');
  const words = useIncidentWords();
  const marks = marksOf(detail, words.about(detail));
  if (marks.length === 0) return null;
  const trail = detail.cause ? [] : marks.toSorted((a, b) => ORDER[a.kind] - ORDER[b.kind]);
  return (
    <TrailMap
      label={t(detail.cause ? 'pane.mapCause' : 'pane.mapLabel')}
      marks={marks}
      trail={trail.filter(({ kind }) => kind !== 'destination')}
      area={detail.area}
    />
  );
}

const ORDER: Record<TrailMark['kind'], number> = { origin: 0, scan: 1, last: 2, spot: 3, destination: 4 };

function marksOf(detail: IncidentDetail, name: string): TrailMark[] {
  const severity = toneOf(detail.severity);
  const marks: TrailMark[] = [];
  const add = (
    kind: TrailMark['kind'],
    place: { name: string; latitude: number | null; longitude: number | null } | null,
  ) => {
    if (place && isPoint(place))
      marks.push({ kind, label: place.name, latitude: place.latitude, longitude: place.longitude, severity });
  };
  for (const child of detail.childPlaces) {
    marks.push({ ...child, kind: 'spot', label: '', severity: toneOf(child.severity) });
  }
  add('origin', detail.origin);
  for (const scan of detail.scans.toReversed()) add('scan', { name: scan.city ?? '', ...scan });
  add('destination', detail.destination);
  add('last', detail.lastPlace && { ...detail.lastPlace, name: detail.cause ? name : detail.lastPlace.name });
  return marks;
}
