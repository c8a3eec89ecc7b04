import { styled } from '@mui/material/styles';
import { type MoneyLike, useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';

const Amount = styled('span')({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' });
const Unit = styled('span')({ color: tokens.textQuiet });

/** An amount with its unit quiet. `compact` writes 12.3K. */
export function MoneyText({
  value,
  compact = false,
}: {
  value: MoneyLike | null | undefined;
  compact?: boolean;
}) {
  const format = useFormat();
  if (!value) return <Unit>–</Unit>;
  const text = compact ? format.moneyCompact(value) : format.money(value);
  const parts = text.split(/([\p{Sc}]|[A-Z]{3})/u);
  return (
    <Amount>
      {parts.map((part, index) =>
        /^([\p{Sc}]|[A-Z]{3})$/u.test(part) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
          <Unit key={index}>{part}</Unit>
        ) : (
          part
        ),
      )}
    </Amount>
  );
}
