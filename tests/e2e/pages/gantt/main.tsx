/**
 * Gantt chart and list alone, with a made-up plan: `?stops=120&theme=dark&language=fr&view=list`. Serve it with
 * `npx vite tests/e2e/pages/gantt --port 5392`.
 */
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { VigieTheme } from '../../../../renderer/app/theme/vigie-theme.tsx';
import { RouteGantt } from '../../../../renderer/features/routes/gantt/route-gantt.tsx';
import { RouteList } from '../../../../renderer/features/routes/list/route-list.tsx';
import { startI18n } from '../../../../renderer/lib/i18n.ts';
import { setPreferences } from '../../../../renderer/lib/preferences.ts';
import { MadeUpPlan } from '../../../helpers/made-up-plan.ts';

const query = new URLSearchParams(location.search);
const made = new MadeUpPlan(Number(query.get('stops') ?? 120));

function Page() {
  const [plan, setPlan] = useState(() => made.detail());
  const [selectedStop, onSelectStop] = useState<number | null>(null);
  const [selectedRoute, onSelectRoute] = useState<number | null>(null);
  const props = useMemo(
    () => ({
      onPreview: (changes: Parameters<typeof made.preview>[0]) => made.preview(changes),
      onApply: async (changes: Parameters<typeof made.preview>[0]) => {
        await made.apply(changes);
        setPlan(made.detail());
      },
    }),
    [],
  );
  const shared = {
    plan,
    selectedStop,
    selectedRoute,
    onSelectStop,
    onSelectRoute,
    readOnly: false,
    ...props,
  };
  return (
    <main style={{ display: 'flex', height: '100vh' }}>
      {query.get('view') !== 'list' && <RouteGantt {...shared} />}
      {query.get('view') !== 'gantt' && (
        <div style={{ display: 'flex', width: 460, borderLeft: '1px solid var(--v-line)' }}>
          <RouteList {...shared} />
        </div>
      )}
    </main>
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
