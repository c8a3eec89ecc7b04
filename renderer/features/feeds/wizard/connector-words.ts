import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import type { OptionField } from './option-schema.ts';
import type { OptionProblem } from './option-values.ts';

/** A connector's options in the user's language; the schema's own title and description where a text is missing. */
export function useConnectorWords(connector: string) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  return useMemo(() => {
    const option = (name: string, part: string, fallback: string) =>
      t([`connector.${connector}.option.${name}.${part}`, `option.${name}.${part}`], {
        defaultValue: fallback,
      });
    return {
      label: (field: Pick<OptionField, 'name' | 'title'>) =>
        option(field.name, 'label', field.title ?? field.name),
      help: (field: Pick<OptionField, 'name' | 'description'>) =>
        option(field.name, 'help', field.description ?? ''),
      choice: (field: Pick<OptionField, 'name'>, value: string) =>
        t(
          [`connector.${connector}.option.${field.name}.choice.${value}`, `choice.${value}`, `kind.${value}`],
          {
            defaultValue: value,
          },
        ),
      group: (group: string) =>
        t([`connector.${connector}.group.${group}`, `group.${group}`], { defaultValue: group }),
      secret: (name: string) =>
        t([`connector.${connector}.secret.${name}`, `secret.${name}`], { defaultValue: name }),
      problem: (problem: OptionProblem) =>
        t(`optionProblem.${problem.code}`, {
          bound: 'bound' in problem ? format.decimal(problem.bound) : '',
        }),
    };
  }, [t, format, connector]);
}

export type ConnectorWords = ReturnType<typeof useConnectorWords>;
