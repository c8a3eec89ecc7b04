import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStreetMap } from '../../lib/street-map.ts';
import { showToast } from '../../lib/toasts.ts';

/** The `.pmtiles` file chosen in the settings, as the page's own host serves it. */
export function useStreetTiles() {
  const { t } = useTranslation('tower');
  const chosen = useStreetMap();
  const tiles = useMemo(
    () =>
      chosen && {
        url: new URL(`/basemap?${new URLSearchParams({ path: chosen.path })}`, location.href).href,
      },
    [chosen],
  );
  const onError = useCallback(() => showToast({ severity: 'warning', message: t('streets.error') }), [t]);
  return { tiles, onError };
}
