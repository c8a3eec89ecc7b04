import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';

interface ProductFieldProps {
  sku: string | null;
  label: string;
  autoFocus?: boolean;
  onChange: (sku: string | null) => void;
}

const MOST_FOUND = 8;

/** A product by its SKU or name, found while one types. */
export function ProductField({ sku, label, autoFocus = false, onChange }: ProductFieldProps) {
  const { t } = useTranslation('promise');
  const [text, setText] = useState('');
  const words = useDeferredValue(text.trim());
  const { data, isFetching } = useQuery({
    ...orpc.tower.search.queryOptions({ input: { text: words, limit: MOST_FOUND } }),
    enabled: words.length > 1 && words !== sku,
    placeholderData: keepPreviousData,
  });
  const found = words.length > 1 ? (data?.products ?? []) : [];
  const nameOf = new Map(found.map((product) => [product.sku, product.name]));
  const options = found.map((product) => product.sku);
  return (
    <Autocomplete
      fullWidth
      options={sku !== null && !options.includes(sku) ? [sku, ...options] : options}
      value={sku}
      inputValue={text}
      filterOptions={(all) => all}
      loading={isFetching}
      noOptionsText={words.length > 1 ? t('form.noProduct') : t('form.typeProduct')}
      onInputChange={(_, next) => setText(next)}
      onChange={(_, next) => onChange(next)}
      renderOption={({ key, ...props }, option) => (
        <li key={key} {...props}>
          <span>
            {option}
            <small style={{ display: 'block', color: tokens.textMuted }}>{nameOf.get(option)}</small>
          </span>
        </li>
      )}
      renderInput={(params) => <TextField {...params} label={label} autoFocus={autoFocus} />}
    />
  );
}
