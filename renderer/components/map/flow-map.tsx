import 'maplibre-gl/dist/maplibre-gl.css';
import { styled } from '@mui/material/styles';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';
import { FlowArcs, type MapFlow } from './flow-arcs.ts';
import { MapCredit, MapFrame } from './map-frame.tsx';
import { MapTools } from './map-tools.tsx';
import { TooltipCard } from './map-tooltip.tsx';
import type { MapFacility, ScreenPoint } from './types.ts';
import { useBaseMap } from './use-base-map.ts';

const Legend = styled('section')({
  position: 'absolute',
  left: 12,
  bottom: 12,
  padding: '8px 12px',
  borderRadius: 8,
  backgroundColor: tokens.raised,
  boxShadow: tokens.shadow,
  fontSize: 12,
  '& h3': { fontSize: 12, fontWeight: 600, marginBottom: 4 },
  '& ul': { listStyle: 'none', margin: 0, padding: 0 },
  '& li': { display: 'flex', alignItems: 'center', gap: 8, minHeight: 21, color: tokens.textMuted },
});

/** A flow as the map draws it. */
export function FlowSymbol({ state }: { state: MapFlow['state'] }) {
  const stroke = { kept: tokens.textQuiet, added: tokens.accent, gone: tokens.critical }[state];
  return (
    <svg width={28} height={12} viewBox="0 0 28 12" aria-hidden style={{ flexShrink: 0 }}>
      <path
        d="M1 10q12-9 26-5"
        fill="none"
        style={{ stroke }}
        strokeWidth={3}
        strokeDasharray={state === 'gone' ? '5 4' : undefined}
        opacity={state === 'kept' ? 0.6 : 0.9}
      />
    </svg>
  );
}

function WidthSymbol() {
  return (
    <svg width={28} height={12} viewBox="0 0 28 12" aria-hidden style={{ flexShrink: 0 }}>
      <path d="M1 5.6L27 2v8L1 6.4z" style={{ fill: tokens.textQuiet }} />
    </svg>
  );
}

export interface FlowMapProps {
  /** Names the map for screen readers. */
  label: string;
  facilities: readonly MapFacility[];
  flows: readonly MapFlow[];
  /** Whether there is another plan to tell what is new and what is gone. */
  compared: boolean;
  /** What the tooltip of a flow says. */
  describe: (key: string) => ReactNode;
}

function FlowLegend({ compared }: { compared: boolean }) {
  const { t } = useTranslation(['workbench', 'map']);
  const states = compared ? (['kept', 'added', 'gone'] as const) : (['kept'] as const);
  return (
    <Legend aria-label={t('map:legend.title')}>
      <h3>{t('map:legend.title')}</h3>
      <ul>
        {states.map((state) => (
          <li key={state}>
            <FlowSymbol state={compared ? state : 'added'} />
            {t(compared ? `flow.state.${state}` : 'flow.one')}
          </li>
        ))}
        <li>
          <WidthSymbol />
          {t('flow.width')}
        </li>
      </ul>
    </Legend>
  );
}

/** Goods from facilities to regions as arcs, with what moved against another plan. */
export function FlowMap({ label, facilities, flows, compared, describe }: FlowMapProps) {
  const { t } = useTranslation('map');
  const container = useRef<HTMLDivElement>(null);
  const { view, colours } = useBaseMap(container, facilities);
  const [arcs, setArcs] = useState<FlowArcs | null>(null);
  const [pointed, setPointed] = useState<{ key: string; at: ScreenPoint } | null>(null);
  const firstColours = useRef(colours);
  useEffect(() => {
    if (!view) return;
    const made = new FlowArcs(view, firstColours.current);
    setArcs(made);
    return made.onHover((key, at) => setPointed(key === null ? null : { key, at }));
  }, [view]);
  useEffect(() => arcs?.setFlows(flows), [arcs, flows]);
  useEffect(() => arcs?.restyle(colours), [arcs, colours]);
  return (
    <MapFrame role="group" aria-label={label}>
      <div ref={container} />
      <MapTools onZoom={(by) => view?.map.zoomTo(view.map.getZoom() + by)} onFit={() => view?.fit(true)} />
      <FlowLegend compared={compared} />
      {pointed && (
        <TooltipCard at={pointed.at} frame={container.current}>
          {describe(pointed.key)}
        </TooltipCard>
      )}
      <MapCredit>{t('credit')}</MapCredit>
    </MapFrame>
  );
}
