import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { INCIDENT_KINDS, SEVERITIES } from '../../../core/contract/incidents.ts';
import type { IncidentAttribute, IncidentCondition } from '../../../core/contract/playbooks.ts';
import { orpc } from '../../lib/rpc.ts';
import { AddButton, ListEditor, without } from '../rules/condition-slots.tsx';
import { SlotChip } from '../rules/slot-chip.tsx';
import { ChoiceMenu, RangeForm } from '../rules/slot-forms.tsx';
import { useChoices } from '../rules/use-words.ts';
import {
  attributeWords,
  isMoney,
  isRange,
  itemWords,
  type ListAttribute,
  type PlaybookWords,
  scaleOf,
} from './playbook-words.ts';

interface IncidentConditionProps {
  /** What the condition decides, for those who do not see where it stands. */
  label: string;
  value: IncidentCondition;
  attributes: readonly IncidentAttribute[];
  words: PlaybookWords;
  onChange: (value: IncidentCondition) => void;
}

/** Which incidents: a chip for each thing asked, and a button for more. */
export function IncidentConditionSlots(props: IncidentConditionProps) {
  const { label, value, attributes, words, onChange } = props;
  const { t } = words;
  const [added, setAdded] = useState<IncidentAttribute | null>(null);
  const shown = attributes.filter((one) => value[one] !== undefined || one === added);
  return (
    <>
      {shown.map((attribute) => (
        <Fragment key={attribute}>
          <SlotChip
            label={label}
            value={
              value[attribute] === undefined
                ? t(`attribute.${attribute}`)
                : attributeWords(attribute, value, words)
            }
            quiet={value[attribute] === undefined}
            opened={attribute === added}
            clearLabel={t('editor.removeCondition', { name: t(`attribute.${attribute}`) })}
            onClear={() => {
              setAdded(null);
              onChange(without(value, attribute));
            }}
            onClose={() => setAdded(null)}
          >
            {(close) => <AttributeEditor {...props} attribute={attribute} onDone={close} />}
          </SlotChip>{' '}
        </Fragment>
      ))}
      <AddButton
        label={`${label}: ${t('editor.addCondition')}`}
        attributes={attributes.filter((one) => !shown.includes(one))}
        nameOf={(attribute) => t(`attribute.${attribute}`)}
        onAdd={setAdded}
      />
    </>
  );
}

interface AttributeEditorProps extends IncidentConditionProps {
  attribute: IncidentAttribute;
  onDone: () => void;
}

function AttributeEditor({ attribute, value, words, onChange, onDone }: AttributeEditorProps) {
  const { t, rules } = words;
  if (attribute === 'keepsPromise') {
    const options = (['keeps', 'breaks'] as const).map((one) => ({ value: one, label: t(`says.${one}`) }));
    const choose = (one: string) => {
      onChange({ ...value, keepsPromise: one === 'keeps' });
      onDone();
    };
    return <ChoiceMenu label={t('attribute.keepsPromise')} options={options} onChoose={choose} />;
  }
  if (!isRange(attribute)) {
    return <ListAttributeEditor {...{ attribute: attribute as ListAttribute, value, words, onChange }} />;
  }
  const hours = attribute === 'hoursLate' || attribute === 'hoursOpen';
  const unit = isMoney(attribute) ? rules.currency : hours ? 'h' : '';
  return (
    <RangeForm
      value={value[attribute]}
      kind="number"
      scale={scaleOf(attribute, rules.currency)}
      unit={unit}
      onDone={(range) => {
        onChange(range ? { ...value, [attribute]: range } : without(value, attribute));
        onDone();
      }}
    />
  );
}

function ListAttributeEditor({
  attribute,
  value,
  words,
  onChange,
}: Omit<AttributeEditorProps, 'attribute' | 'attributes' | 'label' | 'onDone'> & {
  attribute: ListAttribute;
}) {
  const choices = useChoices();
  const carriers = useQuery(orpc.carriers.settings.queryOptions()).data;
  const values: Record<ListAttribute, readonly string[] | undefined> = {
    kinds: INCIDENT_KINDS,
    severities: SEVERITIES.map(String),
    segments: choices?.segments,
    carriers: carriers?.map(({ name }) => name),
    facilities: choices?.facilities.map(({ code }) => code),
  };
  return (
    <ListEditor
      label={words.t(`attribute.${attribute}`)}
      values={values[attribute]}
      chosen={((value[attribute] ?? []) as (string | number)[]).map(String)}
      write={(one) => itemWords(attribute, one, words)}
      onChange={(next) => {
        const chosen = attribute === 'severities' ? next.map(Number).sort() : next;
        onChange(next.length > 0 ? { ...value, [attribute]: chosen } : without(value, attribute));
      }}
    />
  );
}
