import { useFormat } from '../../lib/format.ts';
import type { Severity } from '../../lib/tokens.ts';
import { SeverityIcon } from '../display/severity-icon.tsx';
import { ToggleChip } from './filter-chip.tsx';

export interface ToggleFilterProps {
  label: string;
  value: boolean | undefined;
  /** `undefined` when switched off. */
  onChange: (value: true | undefined) => void;
  severity?: Severity;
  count?: number;
}

/** On or off: late, held, below safety. */
export function ToggleFilter({ label, value = false, onChange, severity, count }: ToggleFilterProps) {
  const format = useFormat();
  return (
    <ToggleChip on={value} aria-pressed={value} onClick={() => onChange(value ? undefined : true)}>
      {severity && <SeverityIcon severity={severity} size={13} />}
      {label}
      {count !== undefined && <span className="count">{format.integer(count)}</span>}
    </ToggleChip>
  );
}
