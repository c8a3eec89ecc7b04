import { CHANNELS } from '../../../core/contract/base.ts';
import {
  type FacilityCondition,
  type OrderCondition,
  REJECTION_REASONS,
  type SlotType,
} from '../../../core/contract/rules.ts';
import { FacilitiesSlot, ListEditor, RankingSlot, WhenSlot } from './condition-slots.tsx';
import { itemWords, minorScale, slotWords, type Words } from './rule-words.ts';
import { type Share, SharesForm } from './shares-form.tsx';
import { SlotChip } from './slot-chip.tsx';
import { ChoiceMenu, ClockForm, DaysForm, NumberForm } from './slot-forms.tsx';
import { useChoices } from './use-words.ts';

const BOUNDS: Readonly<Record<string, { low: number; high: number }>> = {
  maxShipments: { low: 1, high: 10 },
  priority: { low: 1, high: 9 },
  weight: { low: 0.1, high: 100 },
  hours: { low: 0, high: 24 * 90 },
  percent: { low: 0, high: 100 },
  months: { low: 1, high: 120 },
};
const WIDE = { low: 0, high: 100_000_000 };
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'];

export interface RuleSlotProps {
  slot: string;
  type: SlotType;
  value: unknown;
  words: Words;
  readOnly: boolean;
  onChange: (value: unknown) => void;
}

/** One part of a rule's sentence that can be edited, drawn as its type asks for. */
export function RuleSlot(props: RuleSlotProps) {
  const { slot, type, value, words, readOnly, onChange } = props;
  const shared = { words, readOnly, onChange };
  if (type === 'when') return <WhenSlot value={value as OrderCondition} {...shared} />;
  if (type === 'facilities') return <FacilitiesSlot value={value as FacilityCondition} {...shared} />;
  if (type === 'ranking') return <RankingSlot value={value as FacilityCondition[]} {...shared} />;
  const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  return (
    <SlotChip
      label={words.t(`slot.${slot}`)}
      value={slotWords(slot, type, value, words)}
      quiet={empty}
      readOnly={readOnly}
    >
      {(close) => (
        <SlotEditor
          {...props}
          onChange={(next) => {
            onChange(next);
            if (!Array.isArray(next)) close();
          }}
        />
      )}
    </SlotChip>
  );
}

function SlotEditor({ slot, type, value, words, onChange }: RuleSlotProps) {
  const label = words.t(`slot.${slot}`);
  if (typeof type === 'object') {
    const options = type.choices.map((choice) => ({
      value: choice,
      label: words.t(`choice.${slot}.${choice}`),
    }));
    return <ChoiceMenu label={label} options={options} value={String(value)} onChoose={onChange} />;
  }
  if (type === 'shares') return <SharesForm value={value as Share[]} words={words} onChange={onChange} />;
  if (type === 'days') {
    const write = (day: string) => itemWords('days', day, words);
    return <DaysForm value={value as string[]} write={write} onChange={onChange} />;
  }
  if (type === 'clockOrNone')
    return <ClockForm label={label} value={value as number | null} onDone={onChange} />;
  if (['channels', 'segments', 'categories', 'reasons', 'weekdays'].includes(type as string)) {
    return <ValuesEditor label={label} type={type} value={value} words={words} onChange={onChange} />;
  }
  const { low, high } = BOUNDS[slot] ?? WIDE;
  return (
    <NumberForm
      label={label}
      value={(value as number | null | undefined) ?? null}
      low={low}
      high={high}
      whole={type !== 'weight' && type !== 'percent'}
      nullable={type === 'countOrNone'}
      {...(type === 'money' ? { scale: minorScale(words.currency), unit: words.currency } : {})}
      {...(type === 'percent' ? { unit: '%' } : {})}
      onDone={onChange}
    />
  );
}

/** Several of the values that occur; weekdays are kept as numbers. */
function ValuesEditor({
  label,
  type,
  value,
  words,
  onChange,
}: Omit<RuleSlotProps, 'slot' | 'readOnly'> & { label: string }) {
  const choices = useChoices();
  const values: Partial<Record<string, readonly string[] | undefined>> = {
    channels: CHANNELS,
    segments: choices?.segments,
    categories: choices?.categories,
    reasons: REJECTION_REASONS,
    weekdays: WEEKDAYS,
  };
  const chosen = ((value ?? []) as (string | number)[]).map(String);
  return (
    <ListEditor
      label={label}
      values={values[type as string]}
      chosen={chosen}
      write={(one) => itemWords(type, one, words)}
      onChange={(next) => onChange(type === 'weekdays' ? next.map(Number).sort() : next)}
    />
  );
}
