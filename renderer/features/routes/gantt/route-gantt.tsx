import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { tokens } from '../../../lib/tokens.ts';
import { DayChart } from './day-chart.tsx';
import { GanttHead } from './gantt-head.tsx';
import { GanttLegend } from './gantt-legend.tsx';
import { GanttTable } from './gantt-table.tsx';
import type { PlanViewProps } from './use-stop-move.ts';

const Root = styled('section')({
  display: 'flex',
  flexDirection: 'column',
  flex: '1 1 0',
  minWidth: 0,
  minHeight: 0,
  '& > header': {
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    flexShrink: 0,
    minHeight: 'calc(var(--v-control) + 8px)',
    padding: '0 8px 0 12px',
    borderBottom: `1px solid ${tokens.line}`,
  },
  '& > header h2': { flex: 1, fontSize: 'var(--v-font)', fontWeight: 600 },
  '& > footer': { flexShrink: 0, padding: '5px 12px 6px', borderTop: `1px solid ${tokens.line}` },
});

/**
 * The routes of a plan along its day: driving, service, waiting, breaks, windows and broken limits. Stops are carried to another place
 * by pointer or keyboard, and the routes that this changes are drawn as they would be.
 */
export function RouteGantt(props: PlanViewProps) {
  const { t } = useTranslation('route-gantt');
  const [reading, setReading] = useState(false);
  const [zoom, setZoom] = useState(1);
  const { plan, readOnly } = props;
  const empty = plan.routes.length === 0 && (readOnly || plan.vehicles.length === 0);
  return (
    <Root aria-label={t('gantt.title')}>
      <GanttHead reading={reading} onRead={setReading} zoom={zoom} onZoom={setZoom} />
      {reading && <GanttTable {...props} />}
      {!reading && empty && <EmptyState title={t('gantt.empty')} />}
      {!reading && !empty && <DayChart {...props} zoom={zoom} />}
      {!reading && (
        <footer>
          <GanttLegend />
        </footer>
      )}
    </Root>
  );
}
