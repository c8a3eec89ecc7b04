import i18next, { type Resource } from 'i18next';
import { useSyncExternalStore } from 'react';
import { initReactI18next } from 'react-i18next';
import { getPreferences, subscribePreferences } from './preferences.ts';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

const catalogues = import.meta.glob<Record<string, unknown>>('../../resources/locales/*/*.json', {
  eager: true,
  import: 'default',
});

function resources(): Resource {
  const all: Resource = {};
  for (const [path, catalogue] of Object.entries(catalogues)) {
    const [, language, namespace] = /locales\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (!language || !namespace) continue;
    all[language] = { ...all[language], [namespace]: catalogue };
  }
  return all;
}

/** The language to show: the one chosen, else the machine's when we speak it, else English. */
export function resolveLanguage(chosen: 'system' | Language, machine: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  const known = machine
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === 'en' || tag === 'fr');
  return known === 'fr' ? 'fr' : 'en';
}

function wanted(): Language {
  return resolveLanguage(getPreferences().language, navigator.languages);
}

/** Loads the message catalogues and follows the chosen language. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: resources(),
    lng: wanted(),
    fallbackLng: 'en',
    defaultNS: 'common',
    ns: ['common', 'shell', 'table'],
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = i18next.language;
  subscribePreferences(() => {
    if (wanted() === i18next.language) return;
    void i18next.changeLanguage(wanted()).then(() => {
      document.documentElement.lang = i18next.language;
    });
  });
}

export function currentLanguage(): Language {
  return i18next.language === 'fr' ? 'fr' : 'en';
}

function subscribeLanguage(listener: () => void): () => void {
  i18next.on('languageChanged', listener);
  return () => i18next.off('languageChanged', listener);
}

/** The language in use; cheaper than `useTranslation` for parts that are drawn by the thousand. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribeLanguage, currentLanguage);
}
