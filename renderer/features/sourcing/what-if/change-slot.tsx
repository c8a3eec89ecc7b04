import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { ScenarioChange } from '../../../../core/contract/workbench.ts';
import { orpc } from '../../../lib/rpc.ts';
import { useRuleSetTitle } from '../../../lib/use-rule-set-title.ts';
import { ProductField } from '../../promise/product-field.tsx';
import { SlotChip } from '../../rules/slot-chip.tsx';
import { ChoiceMenu, NumberForm } from '../../rules/slot-forms.tsx';
import { useChoices } from '../../rules/use-words.ts';
import { AmountForm } from './amount-form.tsx';
import { type ChangeWords, isComplete, slotText } from './change-words.ts';
import { PickForm } from './pick-form.tsx';
import { SiteForm } from './site-form.tsx';

interface ChangeSlotProps {
  slot: string;
  change: ScenarioChange;
  words: ChangeWords;
  /** Opens at once: the change has just been added and this is still to be chosen. */
  opened: boolean;
  onChange: (change: ScenarioChange) => void;
}

function FacilityPick({ change, words, done }: SlotForm) {
  const choices = useChoices();
  const options = (choices?.facilities ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const facility = 'facility' in change ? change.facility : '';
  return (
    <PickForm
      label={words.t('whatIf.slot.facility')}
      options={options}
      value={facility}
      onDone={(code) => code !== null && done({ ...change, facility: code } as ScenarioChange)}
    />
  );
}

function CountryPick({ change, words, done }: SlotForm) {
  const choices = useChoices();
  if (change.kind !== 'demand') return null;
  const options = (choices?.countries ?? []).map((code) => ({ value: code, label: words.country(code) }));
  const { country, ...rest } = change;
  return (
    <PickForm
      label={words.t('whatIf.slot.country')}
      options={options}
      value={country ?? null}
      noneLabel={words.t('whatIf.everyCountry')}
      onDone={(code) => done(code === null ? rest : { ...rest, country: code })}
    />
  );
}

function VersionPick({ change, words, done }: SlotForm) {
  const { data } = useQuery(orpc.rules.versions.queryOptions({ input: {} }));
  const titleOf = useRuleSetTitle();
  if (change.kind !== 'rules') return null;
  const { t } = words;
  const options = [
    { value: '', label: t('rules.none') },
    ...(data ?? []).map(({ id, setName, version }) => ({
      value: String(id),
      label: t('rules.version', { name: titleOf(setName), version }),
    })),
  ];
  return (
    <ChoiceMenu
      label={t('whatIf.slot.version')}
      options={options}
      value={change.ruleVersionId === null ? '' : String(change.ruleVersionId)}
      onChoose={(value) => done({ kind: 'rules', ruleVersionId: value === '' ? null : Number(value) })}
    />
  );
}

interface SlotForm {
  change: ScenarioChange;
  words: ChangeWords;
  done: (change: ScenarioChange) => void;
}

const PERCENT_BOUNDS = { rates: [0, 1000], demand: [1, 500] } as const;

function PercentForm({ change, words, done }: SlotForm) {
  if (change.kind !== 'rates' && change.kind !== 'demand') return null;
  const [low, high] = PERCENT_BOUNDS[change.kind];
  return (
    <NumberForm
      label={words.t('whatIf.slot.percent')}
      unit="%"
      value={change.percent}
      low={low}
      high={high}
      onDone={(percent) => percent !== null && done({ ...change, percent })}
    />
  );
}

function CapacityForm({ change, words, done }: SlotForm) {
  if (change.kind !== 'capacity') return null;
  return (
    <NumberForm
      label={words.t('whatIf.slot.ordersADay')}
      value={change.ordersADay}
      low={0}
      high={1_000_000}
      whole
      nullable
      onDone={(ordersADay) => done({ ...change, ordersADay })}
    />
  );
}

function SkuForm({ change, words, done }: SlotForm) {
  if (change.kind !== 'stock') return null;
  const { sku, ...rest } = change;
  return (
    <div style={{ width: 320, padding: 12 }}>
      <ProductField
        sku={sku ?? null}
        label={words.t('whatIf.slot.sku')}
        autoFocus
        onChange={(next) => done(next === null ? rest : { ...rest, sku: next })}
      />
    </div>
  );
}

function StockAmount({ change, done }: SlotForm) {
  if (change.kind !== 'stock') return null;
  const { units: _units, percent: _percent, ...rest } = change;
  return (
    <AmountForm
      value={{
        ...(change.units !== undefined ? { units: change.units } : {}),
        ...(change.percent !== undefined ? { percent: change.percent } : {}),
      }}
      onDone={(amount) => done({ ...rest, ...amount })}
    />
  );
}

function CarrierPick({ change, words, done }: SlotForm) {
  const { data: carriers } = useQuery(orpc.carriers.settings.queryOptions());
  if (change.kind !== 'rates') return null;
  const { carrier, ...rest } = change;
  return (
    <PickForm
      label={words.t('whatIf.slot.carrier')}
      options={(carriers ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      value={carrier ?? null}
      noneLabel={words.t('whatIf.everyCarrier')}
      onDone={(code) => done(code === null ? rest : { ...rest, carrier: code })}
    />
  );
}

function Site({ change, done }: SlotForm) {
  return change.kind === 'addFacility' ? <SiteForm value={change} onDone={done} /> : null;
}

const FORMS: Record<string, ComponentType<SlotForm>> = {
  facility: FacilityPick,
  country: CountryPick,
  version: VersionPick,
  percent: PercentForm,
  ordersADay: CapacityForm,
  sku: SkuForm,
  amount: StockAmount,
  carrier: CarrierPick,
  site: Site,
};

/** A part of a change's sentence that opens its choices. */
export function ChangeSlot({ slot, change, words, opened, onChange }: ChangeSlotProps) {
  const Form = FORMS[slot];
  const missing = !isComplete(change) && (slot === 'facility' || slot === 'site');
  return (
    <SlotChip
      label={words.t(`whatIf.slot.${slot}`)}
      value={slotText(slot, change, words)}
      quiet={missing}
      opened={opened && missing}
    >
      {(close) =>
        Form && (
          <Form
            change={change}
            words={words}
            done={(next) => {
              onChange(next);
              close();
            }}
          />
        )
      }
    </SlotChip>
  );
}
