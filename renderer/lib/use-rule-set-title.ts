import { useTranslation } from 'react-i18next';

/** Titles of rule sets: the one that every workspace has is named in the user's language. */
export function useRuleSetTitle(): (name: string) => string {
  const { t } = useTranslation('rules');
  return (name) => (name === 'Default' ? t('sets.default') : name);
}
