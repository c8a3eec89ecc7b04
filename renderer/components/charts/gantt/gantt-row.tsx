import { Lock } from 'lucide-react';
import { memo } from 'react';
import { SeverityIcon } from '../../display/severity-icon.tsx';
import { GanttBars, type GanttBarsProps } from './gantt-bars.tsx';

/** The id of a row's name, for `aria-activedescendant`. */
export const titleId = (chartId: string, row: string) => `${chartId}-${row}`;

export interface GanttRowProps extends GanttBarsProps {
  index: number;
  top: number;
  /** The row that is looked at. */
  active: boolean;
  /** Carried visits would go here. */
  target: boolean;
  lockedLabel: string;
}

/** One row: its name, and its bars. */
export const GanttRowView = memo(function GanttRowView(props: GanttRowProps) {
  const { row, index, top, active, target, height, chartId, axis, selected, carried, lockedLabel } = props;
  const state = [active && 'active', target && 'target'].filter(Boolean).join(' ');
  const broken = row.broken.join(', ');
  return (
    <div role="row" aria-rowindex={index + 1} className={`row ${state}`} style={{ top, height }}>
      <div
        role="rowheader"
        id={titleId(chartId, row.key)}
        className={active && selected === null ? 'title at' : 'title'}
        style={{ borderLeftColor: row.colour }}
        title={broken || undefined}
      >
        <span>
          <b>{row.title}</b>
          {row.locked && <Lock size={11} strokeWidth={2.4} aria-label={lockedLabel} />}
          {row.broken.length > 0 && (
            <span className="broken">
              <SeverityIcon severity="critical" size={12} />
              {row.broken.length}
              <span className="visually-hidden">{broken}</span>
            </span>
          )}
        </span>
        <small>{row.detail}</small>
      </div>
      <GanttBars
        row={row}
        axis={axis}
        height={height}
        chartId={chartId}
        selected={selected}
        carried={carried}
      />
    </div>
  );
});
