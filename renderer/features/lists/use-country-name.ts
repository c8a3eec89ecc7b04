import { useMemo } from 'react';
import { useFormat } from '../../lib/format.ts';

const KNOWN_CODE = /^[A-Z]{2}$/;

/** Names of countries in the user's language; a code that is none is shown as it is. */
export function useCountryName(): (code: string | null) => string {
  const { locale } = useFormat();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    return (code) => {
      if (!code) return '–';
      return KNOWN_CODE.test(code) ? (names.of(code) ?? code) : code;
    };
  }, [locale]);
}
