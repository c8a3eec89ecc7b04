import { ChevronDown, ChevronRight, Lock } from 'lucide-react';
import { memo } from 'react';
import type { BrokenLimit, PlannedStopView, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { tokens } from '../../../lib/tokens.ts';
import { brokenText, useEffectWords } from '../gantt/effect-words.ts';
import { lateSince } from '../gantt/route-rows.ts';
import type { ListRow } from './list-rows.ts';

export interface ListLineProps {
  id: string;
  plan: RoutePlanDetail;
  row: ListRow;
  /** The stop of the line, as the move in the hand would make it. */
  stop: PlannedStopView | undefined;
  /** That differs from what is. */
  changed: boolean;
  /** Limits of its route, as the move would leave them. */
  broken: readonly BrokenLimit[];
  /** Of its route. */
  colour: string;
  top: number;
  height: number;
  /** Class names of its state. */
  state: string;
  closed: boolean;
  selected: boolean;
  readOnly: boolean;
  onToggle: (route: number) => void;
}

type Of<Kind extends ListRow['kind']> = ListLineProps & { row: Extract<ListRow, { kind: Kind }> };

function RouteLine({ plan, row, colour, closed, onToggle }: Of<'route'>) {
  const { t, format, currency } = useEffectWords(plan);
  const { route } = row;
  const nameOf = (stop: number | null) => plan.stops.find(({ number }) => number === stop)?.name;
  const broken = route.broken
    .map((limit) => brokenText(limit, { t, format, stopName: nameOf(limit.stop) }))
    .join(', ');
  const Chevron = closed ? ChevronRight : ChevronDown;
  const hours = {
    from: format.time(route.leavesAt, plan.timeZone),
    to: format.time(route.returnsAt, plan.timeZone),
  };
  const facts = [
    t('route.stops', { count: route.stops.length, formatted: format.integer(route.stops.length) }),
    ...(route.loadShare === null ? [] : [t('route.full', { share: format.percent(route.loadShare, 0) })]),
    format.distance(route.distanceMetres),
    t('route.hours', hours),
  ];
  return (
    <>
      <button type="button" tabIndex={-1} aria-hidden onClick={() => onToggle(route.number)}>
        <Chevron size={14} />
      </button>
      <i className="swatch" aria-hidden style={{ backgroundColor: colour }} />
      <span className="what">
        <b>
          {t('route.name', {
            number: route.number,
            vehicle: [route.vehicleName, route.driver].filter(Boolean).join(' · '),
          })}
        </b>
        <small>{facts.join(' · ')}</small>
      </span>
      <span className="flags">
        {broken && (
          <span className="late" title={broken}>
            <SeverityIcon severity="critical" size={12} />
            {route.broken.length}
            <span className="visually-hidden">{broken}</span>
          </span>
        )}
        {route.locked && <Lock size={12} strokeWidth={2.4} aria-label={t('route.locked')} />}
        {format.moneyMinor(route.costMinor, currency)}
      </span>
    </>
  );
}

function StopLine({ plan, row, stop, changed, broken, colour }: Of<'stop'>) {
  const { t, format } = useEffectWords(plan);
  if (!stop) return null;
  const time = (at: number | null) => format.time(at, plan.timeZone);
  const due = lateSince(stop, broken);
  const late = due === null || stop.etaAt === null ? null : (stop.etaAt - due) / 1000;
  const hollow = stop.kind === 'collection';
  const [window] = stop.windows;
  const fill = row.route ? colour : tokens.textQuiet;
  return (
    <>
      <span
        className="number"
        title={t(`routes:stopKind.${stop.kind}`)}
        style={
          hollow
            ? { color: tokens.text, border: `1.5px solid ${fill}` }
            : {
                backgroundColor: fill,
                boxShadow:
                  stop.kind === 'transfer' ? `0 0 0 1px ${tokens.surface}, 0 0 0 2px ${fill}` : undefined,
              }
        }
      >
        {row.route ? row.position + 1 : '–'}
      </span>
      <span className="what">
        {stop.name || stop.reference} <small>{stop.reference}</small>
      </span>
      <span className="flags">
        {stop.locked && <Lock size={11} strokeWidth={2.4} aria-label={t('stop.locked')} />}
        {late !== null && (
          <span className="late">
            <SeverityIcon severity="critical" size={12} />
            {t('stop.late', { duration: format.duration(late) })}
          </span>
        )}
        {stop.leftOut && (
          <small title={t(`routes:leftOut.${stop.leftOut}`)}>{t(`routes:leftOut.${stop.leftOut}`)}</small>
        )}
      </span>
      <span className="window">
        {window && t('stop.window', { from: time(window.from), to: time(window.to) })}
      </span>
      <span className="eta" data-changed={changed}>
        {time(stop.etaAt)}
      </span>
    </>
  );
}

function FreeLine({ plan, row }: Of<'spare'>) {
  const { t, format } = useEffectWords(plan);
  return (
    <span className="what">
      <b>{t('route.spare', { vehicle: row.name, depot: row.depot })}</b>
      <small>{t('route.spareLeft', { count: row.left, formatted: format.integer(row.left) })}</small>
    </span>
  );
}

function LeftOutLine({ plan, row, readOnly }: Of<'leftOut'>) {
  const { t, format } = useEffectWords(plan);
  return (
    <>
      <b>
        {row.count === 0
          ? t('leftOut.none')
          : t('leftOut.title', { count: row.count, formatted: format.integer(row.count) })}
      </b>
      {!readOnly && <small>{t('leftOut.drop')}</small>}
    </>
  );
}

function Content(props: ListLineProps) {
  const { row } = props;
  switch (row.kind) {
    case 'route':
      return <RouteLine {...props} row={row} />;
    case 'stop':
      return <StopLine {...props} row={row} />;
    case 'spare':
      return <FreeLine {...props} row={row} />;
    case 'leftOut':
      return <LeftOutLine {...props} row={row} />;
  }
}

const LOOKS = { route: 'route', stop: 'stop', spare: 'free', leftOut: 'head' } as const;

/** One line of the list. */
export const ListLine = memo(function ListLine(props: ListLineProps) {
  const { id, row, top, height, state, closed, selected } = props;
  const isRoute = row.kind === 'route';
  return (
    <div
      role="row"
      id={id}
      data-line={row.key}
      aria-level={row.kind === 'stop' ? 2 : 1}
      aria-expanded={isRoute ? !closed : undefined}
      aria-selected={selected}
      className={`line ${LOOKS[row.kind]} ${state}`}
      style={{ top, height }}
    >
      <Cell {...props} />
    </div>
  );
});

function Cell(props: ListLineProps) {
  return (
    <div role="gridcell" style={{ display: 'contents' }}>
      <Content {...props} />
    </div>
  );
}
