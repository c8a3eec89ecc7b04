import { styled } from '@mui/material/styles';
import { Command } from 'cmdk';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import { FilterChip } from './filter-chip.tsx';

/** A value with how many rows have it; the contract's `facet` fits. */
export interface FilterOption {
  value: string;
  label: string;
  count?: number;
}

const Choices = styled('div')({
  width: 260,
  '& [cmdk-input]': {
    width: '100%',
    height: 36,
    padding: '0 12px',
    border: 0,
    borderBottom: `1px solid ${tokens.line}`,
    outline: 'none',
    background: 'transparent',
    color: tokens.text,
    font: 'inherit',
    '&::placeholder': { color: tokens.textQuiet },
  },
  '& [cmdk-list]': { maxHeight: 300, overflow: 'auto', padding: 4, scrollPaddingBlock: 4 },
  '& [cmdk-item]': {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    minHeight: 'var(--v-control)',
    padding: '0 8px',
    borderRadius: 5,
    cursor: 'pointer',
    '&[data-selected="true"]': { backgroundColor: tokens.hover },
    '& .label': { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
    '& .count': { color: tokens.textQuiet, fontVariantNumeric: 'tabular-nums' },
  },
  '& [cmdk-empty]': { padding: 16, textAlign: 'center', color: tokens.textMuted },
});

const Box = styled('span', { shouldForwardProp: (name) => name !== 'on' })<{ on: boolean }>(({ on }) => ({
  display: 'grid',
  placeItems: 'center',
  width: 15,
  height: 15,
  flexShrink: 0,
  borderRadius: 4,
  border: `1px solid ${on ? tokens.accent : tokens.lineStrong}`,
  backgroundColor: on ? tokens.accent : 'transparent',
  color: tokens.onAccent,
}));

const SEARCH_FROM = 8;

export interface MultiSelectFilterProps {
  label: string;
  /** Undefined while they load. */
  options: readonly FilterOption[] | undefined;
  value: readonly string[] | undefined;
  /** `undefined` when nothing is chosen any more. */
  onChange: (value: string[] | undefined) => void;
  icon?: ReactNode;
}

/** "Web" or "Web +2": what a chip says of several values. */
export function summarise(value: readonly string[], options: readonly FilterOption[] | undefined) {
  const [first, ...more] = value;
  if (first === undefined) return null;
  return { first: options?.find((option) => option.value === first)?.label ?? first, count: more.length };
}

export interface ChoiceListProps extends Pick<MultiSelectFilterProps, 'label' | 'options' | 'value'> {
  onToggle: (value: string) => void;
}

/** Values to tick, with a search when there are many. */
export function ChoiceList({ label, options, value, onToggle }: ChoiceListProps) {
  const { t } = useTranslation('table');
  const format = useFormat();
  const searchable = (options?.length ?? 0) >= SEARCH_FROM;
  return (
    <Choices>
      <Command label={label} loop>
        <Command.Input
          autoFocus
          placeholder={t('filter.find')}
          className={searchable ? undefined : 'visually-hidden'}
        />
        <Command.List aria-label={label}>
          <Command.Empty>{options === undefined ? '…' : t('filter.noValues')}</Command.Empty>
          {options?.map((option) => {
            const on = value?.includes(option.value) ?? false;
            return (
              <Command.Item
                key={option.value}
                value={option.value}
                keywords={[option.label]}
                onSelect={() => onToggle(option.value)}
                aria-checked={on}
              >
                <Box on={on}>{on && <Check size={11} strokeWidth={3} />}</Box>
                <span className="label">{option.label}</span>
                {option.count !== undefined && <span className="count">{format.integer(option.count)}</span>}
              </Command.Item>
            );
          })}
        </Command.List>
      </Command>
    </Choices>
  );
}

/** Any of several values, each with how many rows it has. */
export function MultiSelectFilter({ label, options, value, onChange, icon }: MultiSelectFilterProps) {
  const { t } = useTranslation('table');
  const summary = summarise(value ?? [], options);
  const words =
    summary &&
    (summary.count > 0 ? t('filter.more', { first: summary.first, count: summary.count }) : summary.first);
  const toggle = (one: string) => {
    const next = value?.includes(one) ? value.filter((other) => other !== one) : [...(value ?? []), one];
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <FilterChip label={label} value={words} onClear={() => onChange(undefined)} icon={icon}>
      {() => <ChoiceList label={label} options={options} value={value} onToggle={toggle} />}
    </FilterChip>
  );
}
