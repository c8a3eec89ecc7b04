import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../components/display/key-hint.tsx';
import { useCommands } from '../../lib/commands.ts';
import { tokens } from '../../lib/tokens.ts';

const Columns = styled('div')({ columns: '2 280px', columnGap: 32, paddingBottom: 8 });
const Group = styled('section')({
  breakInside: 'avoid',
  marginBottom: 16,
  '& h3': {
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 600,
    color: tokens.textMuted,
    marginBottom: 4,
  },
  '& dl': { margin: 0 },
  '& dl > div': {
    display: 'flex',
    justifyContent: 'space-between',
    gap: 16,
    padding: '3px 0',
    alignItems: 'center',
  },
  '& dd': { margin: 0 },
});

/** Keys of every table, handled there. */
const TABLE_KEYS: readonly (readonly [key: string, keys: string])[] = [
  ['move', 'ArrowUp ArrowDown ArrowLeft ArrowRight'],
  ['page', 'PageUp PageDown'],
  ['firstLast', '$mod+Home $mod+End'],
  ['open', 'Enter'],
  ['select', 'Space'],
  ['selectAll', '$mod+a'],
  ['extend', 'Shift+ArrowDown'],
  ['copy', '$mod+c'],
  ['columnMenu', 'Alt+ArrowDown'],
  ['columnWidth', 'Alt+Shift+ArrowRight'],
  ['columnMove', '$mod+Shift+ArrowRight'],
];

interface Line {
  title: string;
  keys: string;
}

/** Every key there is, by group: `?`. */
export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation(['shell', 'table']);
  const commands = useCommands();
  const groups = new Map<string, Line[]>();
  for (const { group, title, shortcut } of commands) {
    if (!shortcut) continue;
    groups.set(group, [...(groups.get(group) ?? []), { title, keys: shortcut }]);
  }
  groups.set(
    t('table:keys.title'),
    TABLE_KEYS.map(([key, keys]) => ({ title: t(`table:keys.${key}`), keys })),
  );
  return (
    <Dialog open={open} onClose={onClose} maxWidth="md" fullWidth aria-labelledby="shortcut-sheet">
      <DialogTitle id="shortcut-sheet">{t('command.shortcuts')}</DialogTitle>
      <DialogContent>
        <Columns>
          {[...groups].map(([name, lines]) => (
            <Group key={name}>
              <h3>{name}</h3>
              <dl>
                {lines.map((line) => (
                  <div key={line.title}>
                    <dt>{line.title}</dt>
                    <dd>
                      <KeyHint keys={line.keys} />
                      <span className="visually-hidden">{line.keys}</span>
                    </dd>
                  </div>
                ))}
              </dl>
            </Group>
          ))}
        </Columns>
      </DialogContent>
    </Dialog>
  );
}
