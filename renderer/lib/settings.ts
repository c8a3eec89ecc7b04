import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../core/contract/workspace.ts';
import { desktop } from './desktop.ts';
import { describeError } from './errors.ts';
import { currentLanguage } from './i18n.ts';
import { setPreferences, usePreferences } from './preferences.ts';
import { orpc, rpc } from './rpc.ts';
import { showToast } from './toasts.ts';

/** Changes settings at once on screen, then in the workspace. */
export function useSaveSettings(): (patch: Partial<Settings>) => void {
  const { t } = useTranslation('common');
  return useCallback(
    (patch) => {
      setPreferences(patch);
      rpc.workspace.saveSettings(patch).catch((error: unknown) => {
        const { title, action } = describeError(error, t);
        showToast({ severity: 'critical', message: title, detail: action });
      });
    },
    [t],
  );
}

/** Keeps this machine's copy equal to the workspace's settings, and the desktop's frame in step. */
export function useSettingsSync(): void {
  const { data } = useQuery(orpc.workspace.settings.queryOptions());
  const { theme, language } = usePreferences();
  useEffect(() => {
    if (data) setPreferences(data);
  }, [data]);
  useEffect(() => {
    void desktop?.setColourScheme(theme);
  }, [theme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language resolved from the preference
  useEffect(() => {
    void desktop?.setLanguage(currentLanguage());
  }, [language]);
}
