/**
 * The map alone, with made-up data: `?facilities=160&shipments=3000&theme=dark&language=fr`. Serve it with
 * `npx vite tests/e2e/pages/map --port 5391`; `window.mapPage` tells what was clicked.
 */
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { VigieTheme } from '../../../../renderer/app/theme/vigie-theme.tsx';
import { NetworkMap } from '../../../../renderer/components/map/network-map.tsx';
import type { MapSelection } from '../../../../renderer/components/map/types.ts';
import { startI18n } from '../../../../renderer/lib/i18n.ts';
import { setPreferences } from '../../../../renderer/lib/preferences.ts';
import { madeUpNetwork } from './made-up-network.ts';

const query = new URLSearchParams(location.search);
const network = madeUpNetwork(Number(query.get('facilities') ?? 160), Number(query.get('shipments') ?? 3000));

const heard: { selected: MapSelection | null; drilled: MapSelection | null; stack: number[] } = {
  selected: null,
  drilled: null,
  stack: [],
};
Object.assign(window, { mapPage: heard });

function Page() {
  const [selection, setSelection] = useState<MapSelection | null>(null);
  const select = (chosen: MapSelection | null) => {
    heard.selected = chosen;
    setSelection(chosen);
  };
  return (
    <div style={{ display: 'flex', height: '100vh' }}>
      <NetworkMap
        facilities={network.facilities}
        shipments={network.shipments}
        selection={selection}
        onSelect={select}
        onDrill={(drilled) => {
          heard.drilled = drilled;
        }}
        onStack={(stack) => {
          heard.stack = stack;
        }}
      />
    </div>
  );
}

setPreferences({
  theme: query.get('theme') === 'dark' ? 'dark' : 'light',
  language: query.get('language') === 'fr' ? 'fr' : 'en',
});
await startI18n();
createRoot(document.getElementById('root') as HTMLElement).render(
  <VigieTheme>
    <Page />
  </VigieTheme>,
);
