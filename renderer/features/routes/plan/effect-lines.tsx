import { styled } from '@mui/material/styles';
import type { EditEffect, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { tokens } from '../../../lib/tokens.ts';
import { brokenText, figureChanges, useEffectWords } from '../gantt/effect-words.ts';
import { summarise } from '../gantt/moves.ts';

const MOST_BROKEN = 3;

const List = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'max-content 1fr',
  columnGap: 14,
  rowGap: 1,
  margin: 0,
  '& dt': { color: tokens.textMuted },
  '& dd': { margin: 0, textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  '& dd[data-verdict="better"]': { color: tokens.ok },
  '& dd[data-verdict="worse"]': { color: tokens.critical },
  '& .broken': {
    gridColumn: '1 / -1',
    display: 'flex',
    alignItems: 'center',
    gap: 5,
    textAlign: 'start',
    color: tokens.critical,
  },
});

interface EffectLinesProps {
  plan: RoutePlanDetail;
  effect: EditEffect;
  /** The route that the change ends on. */
  route: number | null;
}

/** What a change would do: cost, way, time, lateness, load, and the limits that it breaks. */
export function EffectLines({ plan, effect, route }: EffectLinesProps) {
  const { t, format, currency } = useEffectWords(plan);
  const nameOf = (stop: number | null) => plan.stops.find(({ number }) => number === stop)?.name;
  return (
    <List>
      {figureChanges(summarise(plan, effect, route), { t, format, currency }).map(
        ({ key, text, verdict }) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{t(`effect.${key}`)}</dt>
            <dd data-verdict={verdict}>{text}</dd>
          </div>
        ),
      )}
      {effect.newlyBroken.slice(0, MOST_BROKEN).map((limit) => (
        <dd key={`${limit.route} ${limit.code} ${limit.stop} ${limit.dimension}`} className="broken">
          <SeverityIcon severity="critical" size={12} />
          {brokenText(limit, { t, format, stopName: nameOf(limit.stop) })}
        </dd>
      ))}
    </List>
  );
}
