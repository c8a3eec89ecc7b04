import { Keyboard, Rows3, Rows4, SunMoon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { MenuCommand } from '../../../core/contract/desktop.ts';
import { type Command, useCommands, useRegisterCommands } from '../../lib/commands.ts';
import { desktop } from '../../lib/desktop.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { useSaveSettings } from '../../lib/settings.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { DESTINATIONS } from './destinations.ts';

function isDarkNow(): boolean {
  return document.documentElement.dataset.theme === 'dark';
}

function useNavigationCommands(): Command[] {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  return DESTINATIONS.map(({ key, to, icon, shortcut }) => ({
    id: `go.${key}`,
    title: t('command.go', { screen: t(`nav.${key}`) }),
    group: t('group.navigation'),
    shortcut,
    icon,
    run: () => void navigate(to),
  }));
}

function useDisplayCommands(openSheet: () => void): Command[] {
  const { t } = useTranslation('shell');
  const { density } = usePreferences();
  const save = useSaveSettings();
  const group = t('group.display');
  return [
    {
      id: 'shell.toggleTheme',
      title: t('command.toggleTheme'),
      group,
      icon: SunMoon,
      keywords: ['dark', 'light', 'sombre', 'clair'],
      run: () => save({ theme: isDarkNow() ? 'light' : 'dark' }),
    },
    {
      id: 'shell.toggleDensity',
      title: t(density === 'compact' ? 'command.comfortable' : 'command.compact'),
      group,
      icon: density === 'compact' ? Rows3 : Rows4,
      run: () => save({ density: density === 'compact' ? 'comfortable' : 'compact' }),
    },
    {
      id: 'shell.shortcuts',
      title: t('command.shortcuts'),
      group,
      icon: Keyboard,
      shortcut: '?',
      run: openSheet,
    },
  ];
}

/** Which registered command answers a native menu's entry; `find`, `undo` and `export` belong to the screens. */
const MENU_TO_COMMAND: Partial<Record<MenuCommand, string>> = {
  palette: 'shell.palette',
  shortcuts: 'shell.shortcuts',
  toggleTheme: 'shell.toggleTheme',
  toggleDensity: 'shell.toggleDensity',
  find: 'screen.find',
  undo: 'screen.undo',
  export: 'screen.export',
};

function useMenuCommands(commands: readonly Command[]): void {
  useEffect(() => {
    if (!desktop) return;
    return desktop.onMenuCommand((menu) => {
      const destination = DESTINATIONS.find((place) => place.menu === menu);
      const id = destination ? `go.${destination.key}` : MENU_TO_COMMAND[menu];
      void commands.find((command) => command.id === id && command.enabled !== false)?.run();
    });
  }, [commands]);
}

/** The shell's own commands, and the keys of everything that is registered. */
export function useShellCommands() {
  const { t } = useTranslation('shell');
  const [open, setOpen] = useState<'palette' | 'sheet' | null>(null);
  const openPalette = () => setOpen('palette');
  useRegisterCommands([
    {
      id: 'shell.palette',
      title: t('palette.title'),
      group: t('group.display'),
      shortcut: '$mod+k',
      keysOnly: true,
      run: openPalette,
    },
    ...useNavigationCommands(),
    ...useDisplayCommands(() => setOpen('sheet')),
  ]);
  const commands = useCommands();
  useMenuCommands(commands);
  const bindings: Record<string, () => void> = {};
  for (const command of commands) {
    if (!command.shortcut || command.enabled === false) continue;
    bindings[command.shortcut] = () => void command.run();
  }
  useShortcuts(bindings);
  return {
    paletteOpen: open === 'palette',
    sheetOpen: open === 'sheet',
    openPalette,
    closePalette: () => setOpen((now) => (now === 'palette' ? null : now)),
    closeSheet: () => setOpen((now) => (now === 'sheet' ? null : now)),
  };
}
