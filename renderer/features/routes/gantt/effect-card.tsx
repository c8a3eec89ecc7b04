import type { RefObject } from 'react';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { describeError } from '../../../lib/errors.ts';
import { brokenText, figureChanges, targetText, useEffectWords } from './effect-words.ts';
import { type CardPlace, FloatingCard } from './floating-card.tsx';
import { summarise } from './moves.ts';
import type { Carried } from './use-stop-move.ts';

const MOST_BROKEN = 3;

export interface EffectCardProps {
  plan: RoutePlanDetail;
  carried: Carried;
  place: RefObject<CardPlace | null>;
}

/** What the move would do, beside the pointer or the carried stop. */
export function EffectCard({ plan, carried, place }: EffectCardProps) {
  const { t, format, currency } = useEffectWords(plan);
  const { stops, effect } = carried;
  const first = plan.stops.find(({ number }) => number === stops[0]);
  const figures =
    effect && figureChanges(summarise(plan, effect.says, effect.of.route), { t, format, currency });
  const nameOf = (stop: number | null) => plan.stops.find(({ number }) => number === stop)?.name;
  return (
    <FloatingCard place={place} name="move-effect">
      <header>
        <b>
          {t('effect.carry', {
            count: stops.length,
            formatted: format.integer(stops.length),
            name: first?.name || first?.reference,
          })}
        </b>
        <span data-refused={carried.refusal !== null}>
          {carried.applying ? t('effect.applying') : targetText(carried, { t, plan })}
        </span>
      </header>
      {carried.error !== null && <p>{describeError(carried.error, t).title}</p>}
      {figures && (
        <dl>
          {figures.map(({ key, text, verdict }) => (
            <Figure key={key} label={t(`effect.${key}`)} text={text} verdict={verdict} />
          ))}
        </dl>
      )}
      {effect?.says.newlyBroken.slice(0, MOST_BROKEN).map((limit) => (
        <p key={`${limit.route} ${limit.code} ${limit.stop} ${limit.dimension}`}>
          <SeverityIcon severity="critical" size={12} />
          <span>{brokenText(limit, { t, format, stopName: nameOf(limit.stop) })}</span>
        </p>
      ))}
    </FloatingCard>
  );
}

function Figure({ label, text, verdict }: { label: string; text: string; verdict: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd data-verdict={verdict}>{text}</dd>
    </>
  );
}
