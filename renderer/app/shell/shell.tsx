import { styled } from '@mui/material/styles';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { SidePaneSlotProvider } from '../../components/layout/side-pane-slot.ts';
import { useIncidentNotices } from '../../features/incidents/notify/use-incident-notices.ts';
import { tokens } from '../../lib/tokens.ts';
import { CommandPalette } from '../palette/command-palette.tsx';
import { ShortcutSheet } from '../palette/shortcut-sheet.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Rail } from './rail.tsx';
import { ScreenLoading } from './screen-loading.tsx';
import { Toaster } from './toaster.tsx';
import { TopBar } from './top-bar.tsx';
import { useFirstStart } from './use-first-start.ts';
import { useShellCommands } from './use-shell-commands.ts';

const Frame = styled('div')({
  display: 'grid',
  gridTemplateColumns: '74px minmax(0, 1fr)',
  gridTemplateRows: '44px auto minmax(0, 1fr)',
  gridTemplateAreas: '"rail top" "rail banner" "rail main"',
  height: '100%',
});

const Main = styled('div')({ gridArea: 'main', display: 'flex', minHeight: 0, minWidth: 0 });

const Surface = styled('main')({
  position: 'relative',
  display: 'flex',
  flexDirection: 'column',
  flex: '1 1 0',
  minWidth: 0,
  minHeight: 0,
  backgroundColor: tokens.surface,
  '&:focus': { outline: 'none' },
});

const Slot = styled('div')({ flexShrink: 0, minHeight: 0, '&:empty': { display: 'none' } });

const SkipLink = styled('a')({
  position: 'fixed',
  left: 8,
  top: -60,
  zIndex: 2000,
  padding: '8px 12px',
  borderRadius: 6,
  backgroundColor: tokens.accent,
  color: tokens.onAccent,
  '&:focus': { top: 8 },
});

/** Rail, top bar, main surface, side pane: the frame that never moves. */
export function Shell() {
  const { t } = useTranslation('shell');
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const overlays = useShellCommands();
  useFirstStart();
  useIncidentNotices();
  return (
    <SidePaneSlotProvider value={slot}>
      <SkipLink
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('skipToContent')}
      </SkipLink>
      <Frame>
        <Rail />
        <TopBar onOpenPalette={overlays.openPalette} />
        <ConnectionBanner />
        <Main>
          <Surface id="main" tabIndex={-1}>
            <Suspense fallback={<ScreenLoading />}>
              <Outlet />
            </Suspense>
          </Surface>
          <Slot ref={setSlot} />
        </Main>
      </Frame>
      <CommandPalette open={overlays.paletteOpen} onClose={overlays.closePalette} />
      <ShortcutSheet open={overlays.sheetOpen} onClose={overlays.closeSheet} />
      <Toaster />
    </SidePaneSlotProvider>
  );
}
