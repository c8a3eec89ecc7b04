import { type MoneyLike, useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';

const QUIET = { color: tokens.textQuiet };

export interface MoneyTextProps {
  value: MoneyLike | null | undefined;
  /** 12.3K */
  compact?: boolean;
}

/** An amount with its unit quiet. */
export function MoneyText({ value, compact = false }: MoneyTextProps) {
  const format = useFormat();
  if (!value) return <span style={QUIET}>–</span>;
  const text = compact ? format.moneyCompact(value) : format.money(value);
  const [, before, unit, after] = /^(.*?)(\p{Sc}|[A-Z]{3})(.*)$/u.exec(text) ?? [];
  if (!unit) return text;
  return (
    <>
      {before}
      <span style={QUIET}>{unit}</span>
      {after}
    </>
  );
}
