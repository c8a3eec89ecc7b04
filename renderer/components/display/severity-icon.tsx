import { Circle, CircleCheck, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import { SEVERITY_COLOR, type Severity } from '../../lib/tokens.ts';

/** One shape a severity, so that it holds without colour. */
const SHAPES: Record<Severity, LucideIcon> = {
  critical: OctagonAlert,
  warning: TriangleAlert,
  info: Circle,
  ok: CircleCheck,
};

export function SeverityIcon({ severity, size = 14 }: { severity: Severity; size?: number }) {
  const Shape = SHAPES[severity];
  return (
    <Shape
      size={size}
      color={SEVERITY_COLOR[severity]}
      strokeWidth={2.2}
      aria-hidden
      style={{ flexShrink: 0 }}
    />
  );
}
