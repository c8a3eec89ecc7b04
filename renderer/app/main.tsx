import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { startEvents } from '../lib/events.ts';
import { startI18n } from '../lib/i18n.ts';
import { queryClient } from '../lib/query-client.ts';
import { startConnection } from '../lib/rpc.ts';
import { useSettingsSync } from '../lib/settings.ts';
import { preloadScreens, router } from './router.tsx';
import { VigieTheme } from './theme/vigie-theme.tsx';

function SettingsSync() {
  useSettingsSync();
  return null;
}

function start(root: HTMLElement): void {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <SettingsSync />
        <VigieTheme>
          <RouterProvider router={router} />
        </VigieTheme>
      </QueryClientProvider>
    </StrictMode>,
  );
}

startConnection();
startEvents();
await startI18n();
const root = document.getElementById('root');
if (root) start(root);
setTimeout(preloadScreens, 1500);
