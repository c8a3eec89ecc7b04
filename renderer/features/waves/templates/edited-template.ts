import type { WaveTemplateDraft, WaveTemplateView } from '../../../../core/contract/waves.ts';

/** A template while it is edited; `key` holds for those that have no id yet. */
export type EditedTemplate = WaveTemplateDraft & { key: number; id?: number };

export interface TemplateFieldsProps {
  value: EditedTemplate;
  onChange: (patch: Partial<EditedTemplate>) => void;
}

let lastKey = 0;
function nextKey(): number {
  lastKey += 1;
  return lastKey;
}

export const asEdited = (template: WaveTemplateView): EditedTemplate => ({ ...template, key: nextKey() });

export function newTemplate(facility: string, name: string): EditedTemplate {
  return {
    key: nextKey(),
    facility,
    name,
    releaseMinutes: 480,
    cutOffMinutes: 960,
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    carriers: null,
    services: null,
    zones: null,
    channels: null,
    fulfilment: null,
    priorityUpTo: null,
    mostOrders: null,
    mostLines: null,
    mostUnits: null,
    active: true,
  };
}

export function isWrong({ name, releaseMinutes, cutOffMinutes }: EditedTemplate): boolean {
  return name.trim() === '' || cutOffMinutes <= releaseMinutes;
}

/** Nothing chosen is no limit. */
export function orNull<T>(list: readonly T[]): T[] | null {
  return list.length > 0 ? [...list] : null;
}
