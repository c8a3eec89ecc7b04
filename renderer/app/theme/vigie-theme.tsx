import '@fontsource-variable/inter/opsz.css';
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { ThemeProvider, useColorScheme } from '@mui/material/styles';
import { type ReactNode, useEffect, useMemo } from 'react';
import { usePreferences } from '../../lib/preferences.ts';
import { createVigieTheme } from './create-theme.ts';
import { VigieGlobalStyles } from './global-styles.tsx';

/** The host may name a nonce for styles in `<meta name="csp-nonce" content="...">`. */
function styleNonce(): string | undefined {
  return document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') || undefined;
}

const nonce = styleNonce();
const cache = createCache({ key: 'v', prepend: true, ...(nonce ? { nonce } : {}) });

function SchemeFollower({ scheme }: { scheme: 'system' | 'light' | 'dark' }) {
  const { setMode } = useColorScheme();
  useEffect(() => setMode(scheme), [scheme, setMode]);
  return null;
}

/** Theme, font and global styles, following the preferences. */
export function VigieTheme({ children }: { children: ReactNode }) {
  const { theme: scheme, density } = usePreferences();
  const theme = useMemo(() => createVigieTheme(density), [density]);
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme} defaultMode={scheme} disableTransitionOnChange>
        <SchemeFollower scheme={scheme} />
        <VigieGlobalStyles density={density} />
        {children}
      </ThemeProvider>
    </CacheProvider>
  );
}
