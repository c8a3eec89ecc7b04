import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { ChartNoAxesGantt, Table2, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** How much larger than the whole day at once. */
export const ZOOMS = [1, 2, 4, 8];

interface GanttHeadProps {
  reading: boolean;
  onRead: (reading: boolean) => void;
  zoom: number;
  onZoom: (zoom: number) => void;
}

/** The question that the chart answers, how large it is drawn, and the way to its table. */
export function GanttHead({ reading, onRead, zoom, onZoom }: GanttHeadProps) {
  const { t } = useTranslation(['route-gantt', 'workbench']);
  const Icon = reading ? ChartNoAxesGantt : Table2;
  const step = (by: number) => onZoom(ZOOMS[ZOOMS.indexOf(zoom) + by] ?? zoom);
  return (
    <header>
      <h2>{t('gantt.title')}</h2>
      <IconButton
        size="small"
        aria-label={t('gantt.zoomOut')}
        disabled={reading || zoom === ZOOMS[0]}
        onClick={() => step(-1)}
      >
        <ZoomOut size={15} />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('gantt.zoomIn')}
        disabled={reading || zoom === ZOOMS.at(-1)}
        onClick={() => step(1)}
      >
        <ZoomIn size={15} />
      </IconButton>
      <Button size="small" variant="text" startIcon={<Icon size={13} />} onClick={() => onRead(!reading)}>
        {t(reading ? 'workbench:chart.draw' : 'workbench:chart.read')}
      </Button>
    </header>
  );
}
