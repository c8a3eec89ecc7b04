import en from '../resources/locales/en/desktop.json' with { type: 'json' };
import fr from '../resources/locales/fr/desktop.json' with { type: 'json' };

export type Texts = typeof en;
export type Language = 'en' | 'fr';

export const texts: Record<Language, Texts> = { en, fr };

/** The language to speak: the one chosen, else the system's if we know it, else English. */
export function pickLanguage(chosen: Language | null, systemLocale: string): Language {
  return chosen ?? (systemLocale.toLowerCase().startsWith('fr') ? 'fr' : 'en');
}
