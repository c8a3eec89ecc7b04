import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportKind, ImportRemark } from '../../../core/contract/import.ts';
import { type Format, useFormat } from '../../lib/format.ts';

function remarkText(remark: ImportRemark, t: TFunction, format: Format): string {
  const values: Record<string, string | number> = { ...remark.values };
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'number') continue;
    values[name] = format.integer(value);
    values.count = value;
  }
  if (typeof values.country === 'string' && values.country) {
    values.country =
      new Intl.DisplayNames(format.locale, { type: 'region' }).of(values.country) ?? values.country;
  }
  if (typeof values.order === 'string') values.order = t(`dateOrder.${values.order}`);
  return t(`remark.${remark.code}`, {
    defaultValue: remark.text,
    formatted: format.integer(Number(values.count)),
    ...values,
  });
}

/** The import's words in the user's language, by the core's codes; the core's own sentence where a code is not known. */
export function useImportWords() {
  const { t, i18n } = useTranslation('import');
  const format = useFormat();
  return useMemo(
    () => ({
      kind: (kind: ImportKind) => t(`kind.${kind}`),
      field: (key: string, label = key) => t(`field.${key}`, { defaultValue: label }),
      reason: (code: string, sentence: string) => t(`reason.${code}`, { defaultValue: sentence }),
      entity: (name: string) => t(`entity.${name}`, { defaultValue: name }),
      detail: (name: string, count: number) =>
        t(`detail.${name}`, { defaultValue: name, count, formatted: format.integer(count) }),
      choice: (field: string, value: string) => t(`choice.${field}.${value}`, { defaultValue: value }),
      remark: (remark: ImportRemark) => remarkText(remark, t as TFunction, format),
      /** What keeps a file or a mapping from being used. */
      problem: (code: string, sentence: string, values: Record<string, string> = {}) =>
        i18n.exists(`import:problem.${code}`) ? t(`problem.${code}`, values) : sentence,
      rows: (count: number) => t('rows', { count, formatted: format.integer(count) }),
    }),
    [t, i18n, format],
  );
}

export type ImportWords = ReturnType<typeof useImportWords>;
