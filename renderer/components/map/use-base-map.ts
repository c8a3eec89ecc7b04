import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MapColours, readMapColours } from './colours.ts';
import { MapView } from './map-view.ts';
import type { MapFacility } from './types.ts';
import { useScheme } from './use-scheme.ts';

/** A map with the facilities on it that follows the scheme and the language; null until it is there. */
export function useBaseMap(
  container: RefObject<HTMLDivElement | null>,
  facilities: readonly MapFacility[],
): { view: MapView | null; colours: MapColours } {
  const { i18n } = useTranslation('map');
  const { language } = i18n;
  const scheme = useScheme();
  const [view, setView] = useState<MapView | null>(null);
  const [colours, setColours] = useState(readMapColours);
  const firstLanguage = useRef(language);
  const fitted = useRef(false);
  useEffect(() => {
    if (!container.current) return;
    const made = new MapView(container.current, readMapColours(), firstLanguage.current);
    fitted.current = false;
    setView(made);
    return () => {
      setView(null);
      made.destroy();
    };
  }, [container]);
  useEffect(() => {
    view?.setFacilities(facilities);
    if (!view || fitted.current || facilities.length === 0) return;
    fitted.current = true;
    view.fit(false);
  }, [view, facilities]);
  useEffect(() => {
    if (!scheme) return;
    const now = readMapColours();
    setColours(now);
    view?.restyle(now, language);
  }, [view, scheme, language]);
  return { view, colours };
}
