import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrderFilter } from '../../../../core/contract/orders.ts';
import type { SourcingSelection } from '../../../../core/contract/sourcing.ts';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { useSavedViews } from '../../lists/use-saved-views.ts';

export const ALL_OPEN: SourcingSelection = { filter: { toSource: true } };

export interface OrderSet {
  key: string;
  label: string;
  selection: SourcingSelection;
}

const sameSelection = (a: SourcingSelection, b: SourcingSelection) => JSON.stringify(a) === JSON.stringify(b);

/** Sets of orders to choose from: the one asked for, all open ones, and the views saved on the Orders screen. */
export function useOrderSets(asked: SourcingSelection, about: string | undefined): OrderSet[] {
  const { t } = useTranslation('workbench');
  const { views } = useSavedViews('orders');
  const all: OrderSet = { key: 'all', label: t('orders.all'), selection: ALL_OPEN };
  const saved = views.map(
    ({ id, name, state }): OrderSet => ({
      key: `view-${id}`,
      label: t('orders.saved', { name }),
      selection: { filter: { ...((state.filter ?? {}) as OrderFilter), toSource: true } },
    }),
  );
  const known = [all, ...saved];
  if (known.some(({ selection }) => sameSelection(selection, asked))) return known;
  const label = about ?? t('numbers' in asked ? 'orders.chosen' : 'orders.filter');
  return [{ key: 'asked', label, selection: asked }, ...known];
}

/** How many of a selection's orders wait to be sourced; undefined while they are counted. */
export function useOrderCount(selection: SourcingSelection): number | undefined {
  const filter = { ...('filter' in selection ? selection.filter : {}), toSource: true };
  const { data } = useQuery({
    ...orpc.orders.list.queryOptions({ input: { filter, limit: 1 } }),
    enabled: 'filter' in selection,
    placeholderData: keepPreviousData,
  });
  return 'numbers' in selection ? selection.numbers.length : data?.total;
}

interface OrderChoiceProps {
  sets: readonly OrderSet[];
  value: SourcingSelection;
  onChange: (selection: SourcingSelection) => void;
}

/** Which orders: one of the sets, with how many they are. */
export function OrderChoice({ sets, value, onChange }: OrderChoiceProps) {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  const count = useOrderCount(value);
  const chosen = sets.find(({ selection }) => sameSelection(selection, value)) ?? sets[0];
  return (
    <TextField
      select
      fullWidth
      label={t('orders.label')}
      value={chosen?.key ?? ''}
      helperText={
        count === undefined ? '\u00a0' : t('orders.count', { count, formatted: format.integer(count) })
      }
      onChange={(event) => {
        const next = sets.find(({ key }) => key === event.target.value);
        if (next) onChange(next.selection);
      }}
    >
      {sets.map(({ key, label }) => (
        <MenuItem key={key} value={key}>
          {label}
        </MenuItem>
      ))}
    </TextField>
  );
}
