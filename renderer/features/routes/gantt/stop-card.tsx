import type { RefObject } from 'react';
import type { PlannedStopView, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { brokenText, useEffectWords } from './effect-words.ts';
import { type CardPlace, FloatingCard } from './floating-card.tsx';
import { lateSince } from './route-rows.ts';

interface StopCardProps {
  plan: RoutePlanDetail;
  stop: PlannedStopView;
  place: RefObject<CardPlace | null>;
}

/** What a stop is, when it is served and what it brings. */
export function StopCard({ plan, stop, place }: StopCardProps) {
  const route = plan.routes.find(({ number }) => number === stop.route);
  const { t, format } = useEffectWords(plan);
  const time = (at: number | null) => format.time(at, plan.timeZone);
  const due = route ? lateSince(stop, route.broken) : null;
  const facts: [string, string][] = [
    ...stop.windows.map(({ from, to }): [string, string] => [
      t('table.window'),
      t('stop.window', { from: time(from), to: time(to) }),
    ]),
    ...(stop.etaAt === null
      ? []
      : [[t('table.begins'), `${time(stop.etaAt)} – ${time(stop.departsAt)}`] as [string, string]]),
    ...(stop.waitingSeconds
      ? [[t('table.waits'), format.duration(stop.waitingSeconds)] as [string, string]]
      : []),
    [t('stop.load'), format.weight(stop.load.weightGrams)],
  ];
  return (
    <FloatingCard place={place} name="stop">
      <header>
        <b>{stop.name || stop.reference}</b>
        <span>{[t(`routes:stopKind.${stop.kind}`), stop.reference].join(' · ')}</span>
      </header>
      <dl>
        {facts.map(([label, text]) => (
          <Fact key={`${label} ${text}`} label={label} text={text} />
        ))}
      </dl>
      {due !== null && stop.etaAt !== null && (
        <p>{t('stop.late', { duration: format.duration((stop.etaAt - due) / 1000) })}</p>
      )}
      {stop.leftOut && <p>{t(`routes:leftOut.${stop.leftOut}`)}</p>}
      {route?.broken
        .filter((limit) => limit.stop === stop.number && limit.code !== 'late')
        .map((limit) => (
          <p key={`${limit.code} ${limit.dimension}`}>{brokenText(limit, { t, format })}</p>
        ))}
    </FloatingCard>
  );
}

function Fact({ label, text }: { label: string; text: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </>
  );
}
