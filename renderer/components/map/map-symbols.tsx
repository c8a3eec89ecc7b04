import { tokens } from '../../lib/tokens.ts';
import type { MapFacilityKind, MapHealth } from './types.ts';

/** The outlines of facility-icons.ts as SVG paths, in a 24 × 24 square. */
const OUTLINES: Record<MapFacilityKind, string> = {
  warehouse: 'M4.5 19.5V9.5L12 4l7.5 5.5v10z',
  store: 'M5 12a7 7 0 1 0 14 0a7 7 0 1 0-14 0z',
  supplier: 'M12 3l9 9-9 9-9-9z',
  thirdParty: 'M12 3.5l7.5 4.25v8.5L12 20.5l-7.5-4.25v-8.5z',
};

const HEALTH_COLOUR: Record<MapHealth, string> = {
  good: `light-dark(#0f8a76, ${tokens.ok})`,
  low: `light-dark(#d98a00, ${tokens.warning})`,
  out: tokens.critical,
  none: tokens.textQuiet,
};

/** A facility as the map draws it, for legends, lists and panes. */
export function FacilitySymbol({
  kind,
  health,
  size = 18,
}: {
  kind: MapFacilityKind;
  health: MapHealth;
  size?: number;
}) {
  const colour = HEALTH_COLOUR[health];
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden style={{ flexShrink: 0 }}>
      <path
        d={OUTLINES[kind]}
        style={{ fill: health === 'good' ? colour : tokens.surface, stroke: colour }}
        strokeWidth={health === 'none' ? 1.2 : 2}
        strokeLinejoin="round"
      />
      {health === 'low' && <path d={OUTLINES[kind]} style={{ fill: colour, clipPath: 'inset(53% 0 0 0)' }} />}
      {health === 'out' && (
        <path d="M9 9.5l6 5M15 9.5l-6 5" stroke={colour} strokeWidth={2} strokeLinecap="round" />
      )}
    </svg>
  );
}

/** The outline alone: what kind of facility, whatever its health. */
export function KindSymbol({ kind, size = 16 }: { kind: MapFacilityKind; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden style={{ flexShrink: 0 }}>
      <path
        d={OUTLINES[kind]}
        fill="none"
        stroke={tokens.textMuted}
        strokeWidth={2.2}
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** A shipment's arrow, as the map draws it heading north-east. */
export function ShipmentSymbol({ late, size = 16 }: { late: boolean; size?: number }) {
  const colour = late ? tokens.critical : tokens.accent;
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden style={{ flexShrink: 0 }}>
      <path
        d="M12 4l6 15-6-3.5L6 19z"
        transform="rotate(45 12 12)"
        fill={late ? tokens.surface : colour}
        stroke={colour}
        strokeWidth={2}
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function ShipmentClusterSymbol({ late, size = 16 }: { late: boolean; size?: number }) {
  const colour = late ? tokens.critical : tokens.accent;
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden style={{ flexShrink: 0 }}>
      <circle cx={12} cy={12} r={9} fill={tokens.surface} stroke={colour} strokeWidth={late ? 2.4 : 1.6} />
      <text x={12} y={16} textAnchor="middle" fontSize={11} fontWeight={600} fill={tokens.accent}>
        9
      </text>
    </svg>
  );
}

export function FacilityClusterSymbol({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden style={{ flexShrink: 0 }}>
      <rect
        x={3}
        y={4}
        width={18}
        height={16}
        rx={4}
        fill={tokens.surface}
        stroke={tokens.text}
        strokeWidth={1.4}
      />
      <path d="M4 16.5h16v.5a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 17z" fill={tokens.critical} />
      <text x={12} y={14} textAnchor="middle" fontSize={9} fontWeight={600} fill={tokens.text}>
        5
      </text>
    </svg>
  );
}

/** Faint where it leaves, strong where it arrives. */
export function LaneSymbol({ late, size = 26 }: { late: boolean; size?: number }) {
  const colour = late ? tokens.critical : tokens.accent;
  return (
    <svg width={size} height={12} viewBox="0 0 26 12" aria-hidden style={{ flexShrink: 0 }}>
      {[0.12, 0.3, 0.55, 0.9].map((opacity, i) => (
        <path
          key={opacity}
          d={`M${1 + i * 6} 9q3-${3 - i} 6-${4 - i}`}
          fill="none"
          stroke={colour}
          strokeWidth={2}
          opacity={opacity}
        />
      ))}
    </svg>
  );
}
