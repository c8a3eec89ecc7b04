import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Plus } from 'lucide-react';
import { Fragment, useState } from 'react';
import { CHANNELS, FACILITY_KINDS } from '../../../core/contract/base.ts';
import { type FacilityCondition, type OrderCondition, SERVICE_LEVELS } from '../../../core/contract/rules.ts';
import { ChoiceList } from '../../components/filters/multi-select-filter.tsx';
import {
  FACILITY_ATTRIBUTES,
  type FacilityAttribute,
  facilityItemWords,
  facilityWords,
  minorScale,
  ORDER_ATTRIBUTES,
  type OrderAttribute,
  orderAttributeWords,
  orderItemWords,
  type Words,
} from './rule-words.ts';
import { SlotChip } from './slot-chip.tsx';
import { ChoiceMenu, RangeForm } from './slot-forms.tsx';
import { useChoices } from './use-words.ts';

type Choices = ReturnType<typeof useChoices>;

function orderValues(attribute: OrderAttribute, choices: Choices): readonly string[] | undefined {
  switch (attribute) {
    case 'channels':
      return CHANNELS;
    case 'serviceLevels':
      return SERVICE_LEVELS;
    case 'regions':
      return choices?.orderRegions;
    case 'countries':
    case 'segments':
    case 'categories':
      return choices?.[attribute];
    default:
      return [];
  }
}

function facilityValues(attribute: FacilityAttribute, choices: Choices): readonly string[] | undefined {
  if (attribute === 'kinds') return FACILITY_KINDS;
  if (attribute === 'codes') return choices?.facilities.map(({ code }) => code);
  return attribute === 'regions' ? choices?.facilityRegions : choices?.countries;
}

interface ListEditorProps {
  label: string;
  values: readonly string[] | undefined;
  chosen: readonly string[];
  write: (value: string) => string;
  onChange: (chosen: string[]) => void;
}

/** Values to tick; those chosen that no longer occur stay in the list. */
export function ListEditor({ label, values, chosen, write, onChange }: ListEditorProps) {
  const all = values && [...values, ...chosen.filter((value) => !values.includes(value))];
  return (
    <ChoiceList
      label={label}
      options={all?.map((value) => ({ value, label: write(value) }))}
      value={chosen}
      onToggle={(value) =>
        onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
      }
    />
  );
}

interface SlotProps<C> {
  value: C;
  words: Words;
  readOnly: boolean;
  onChange: (value: C) => void;
}

const RANGES = ['valueMinor', 'weightGrams', 'orderedAt'] as const;
const isRange = (attribute: OrderAttribute): attribute is (typeof RANGES)[number] =>
  (RANGES as readonly string[]).includes(attribute);

function OrderAttributeEditor({
  attribute,
  value,
  words,
  onChange,
  onDone,
}: SlotProps<OrderCondition> & { attribute: OrderAttribute; onDone: () => void }) {
  const choices = useChoices();
  const { t, currency } = words;
  const label = t(`attribute.${attribute}`);
  if (isRange(attribute)) {
    const scale = { valueMinor: minorScale(currency), weightGrams: 1000, orderedAt: 1 }[attribute];
    const unit = { valueMinor: currency, weightGrams: 'kg', orderedAt: '' }[attribute];
    const { [attribute]: range, ...rest } = value;
    return (
      <RangeForm
        value={range}
        kind={attribute === 'orderedAt' ? 'day' : 'number'}
        scale={scale}
        unit={unit}
        onDone={(next) => {
          onChange(next ? { ...rest, [attribute]: next } : rest);
          onDone();
        }}
      />
    );
  }
  if (attribute === 'hazardous') {
    const options = (['yes', 'no'] as const).map((one) => ({ value: one, label: t(`hazardous.${one}`) }));
    const choose = (one: string) => {
      onChange({ ...value, hazardous: one === 'yes' });
      onDone();
    };
    return <ChoiceMenu label={label} options={options} onChoose={choose} />;
  }
  const { [attribute]: chosen = [], ...rest } = value;
  return (
    <ListEditor
      label={label}
      values={orderValues(attribute, choices)}
      chosen={chosen}
      write={(one) => orderItemWords(attribute, one, words)}
      onChange={(next) =>
        onChange((next.length > 0 ? { ...rest, [attribute]: next } : rest) as OrderCondition)
      }
    />
  );
}

/** Offers what is not said yet. */
export function AddButton<A extends string>({
  label,
  attributes,
  nameOf,
  onAdd,
}: {
  label: string;
  attributes: readonly A[];
  nameOf: (attribute: A) => string;
  onAdd: (attribute: A) => void;
}) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (attributes.length === 0) return null;
  return (
    <>
      <Button
        size="small"
        variant="text"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ minWidth: 0, padding: '0 3px', height: 20, verticalAlign: 'baseline' }}
      >
        <Plus size={13} />
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {attributes.map((attribute) => (
          <MenuItem
            key={attribute}
            onClick={() => {
              setAnchor(null);
              onAdd(attribute);
            }}
          >
            {nameOf(attribute)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

/** The condition with one thing less to be fitted. */
export function without<C extends object>(condition: C, attribute: keyof C): C {
  const { [attribute]: _left, ...rest } = condition;
  return rest as C;
}

/** Which orders: a chip for each condition, and a button for more. */
export function WhenSlot({ value, words, readOnly, onChange }: SlotProps<OrderCondition>) {
  const { t } = words;
  const [added, setAdded] = useState<OrderAttribute | null>(null);
  const shown = ORDER_ATTRIBUTES.filter((one) => value[one] !== undefined || one === added);
  return (
    <>
      {t(shown.length === 0 ? 'when.all' : 'when.some')}{' '}
      {shown.map((attribute) => (
        <Fragment key={attribute}>
          <SlotChip
            label={t('slot.when')}
            value={
              value[attribute] === undefined
                ? t(`attribute.${attribute}`)
                : orderAttributeWords(attribute, value, words)
            }
            quiet={value[attribute] === undefined}
            opened={attribute === added}
            readOnly={readOnly}
            clearLabel={t('editor.remove', { name: t(`attribute.${attribute}`) })}
            onClear={() => {
              setAdded(null);
              onChange(without(value, attribute));
            }}
            onClose={() => setAdded(null)}
          >
            {(close) => (
              <OrderAttributeEditor
                attribute={attribute}
                value={value}
                words={words}
                readOnly={readOnly}
                onChange={onChange}
                onDone={close}
              />
            )}
          </SlotChip>{' '}
        </Fragment>
      ))}
      {!readOnly && (
        <AddButton
          label={t('when.addCondition')}
          attributes={ORDER_ATTRIBUTES.filter((one) => !shown.includes(one))}
          nameOf={(attribute) => t(`attribute.${attribute}`)}
          onAdd={setAdded}
        />
      )}
    </>
  );
}

/** Which facilities: a chip for each condition, and a button for more. */
export function FacilitiesSlot({ value, words, readOnly, onChange }: SlotProps<FacilityCondition>) {
  const { t } = words;
  const choices = useChoices();
  const [added, setAdded] = useState<FacilityAttribute | null>(null);
  const shown = FACILITY_ATTRIBUTES.filter((one) => value[one] !== undefined || one === added);
  return (
    <>
      {shown.length === 0 && `${t('nothing.facilities')} `}
      {shown.map((attribute) => (
        <Fragment key={attribute}>
          <SlotChip
            label={t('slot.facilities')}
            value={
              value[attribute] === undefined
                ? t(`attribute.${attribute}`)
                : facilityWords({ [attribute]: value[attribute] }, words)
            }
            quiet={value[attribute] === undefined}
            opened={attribute === added}
            readOnly={readOnly}
            clearLabel={t('editor.remove', { name: t(`attribute.${attribute}`) })}
            onClear={() => {
              setAdded(null);
              onChange(without(value, attribute));
            }}
            onClose={() => setAdded(null)}
          >
            {() => (
              <ListEditor
                label={t(`attribute.${attribute}`)}
                values={facilityValues(attribute, choices)}
                chosen={value[attribute] ?? []}
                write={(one) => facilityItemWords(attribute, one, words)}
                onChange={(next) =>
                  onChange(next.length > 0 ? { ...value, [attribute]: next } : without(value, attribute))
                }
              />
            )}
          </SlotChip>{' '}
        </Fragment>
      ))}
      {!readOnly && (
        <AddButton
          label={t('when.addFacility')}
          attributes={FACILITY_ATTRIBUTES.filter((one) => !shown.includes(one))}
          nameOf={(attribute) => t(`attribute.${attribute}`)}
          onAdd={setAdded}
        />
      )}
    </>
  );
}

/** Facilities in the order of preference. */
export function RankingSlot({ value, words, readOnly, onChange }: SlotProps<FacilityCondition[]>) {
  const { t } = words;
  const forward = (place: number) => {
    const next = [...value];
    next.splice(place - 1, 2, value[place] as FacilityCondition, value[place - 1] as FacilityCondition);
    onChange(next);
  };
  return (
    <>
      {value.map((place, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place is known by nothing but its position
        <Fragment key={i}>
          {i + 1}.{' '}
          <FacilitiesSlot
            value={place}
            words={words}
            readOnly={readOnly}
            onChange={(next) => onChange(value.map((one, at) => (at === i ? next : one)))}
          />
          {!readOnly && i > 0 && (
            <Button
              size="small"
              variant="text"
              aria-label={t('when.earlier', { position: i + 1 })}
              onClick={() => forward(i)}
              sx={{ minWidth: 0, padding: '0 4px', height: 20 }}
            >
              ←
            </Button>
          )}
          {!readOnly && (
            <Button
              size="small"
              variant="text"
              aria-label={t('when.removePlace', { position: i + 1 })}
              onClick={() => onChange(value.filter((_, at) => at !== i))}
              sx={{ minWidth: 0, padding: '0 4px', height: 20 }}
            >
              ×
            </Button>
          )}{' '}
        </Fragment>
      ))}
      {!readOnly && (
        <Button
          size="small"
          variant="text"
          onClick={() => onChange([...value, {}])}
          sx={{ minWidth: 0, padding: '0 4px', height: 20 }}
        >
          {t('when.addPlace')}
        </Button>
      )}
    </>
  );
}
