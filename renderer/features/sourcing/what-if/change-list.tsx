import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { ScenarioChange } from '../../../../core/contract/workbench.ts';
import { tokens } from '../../../lib/tokens.ts';
import { ChangeSlot } from './change-slot.tsx';
import { CHANGE_KINDS, type ChangeWords, changeParts, changeSentence, newChange } from './change-words.ts';
import { asEdited, type EditedChange } from './use-scenario.ts';

const List = styled('ol')({
  listStyle: 'none',
  margin: '0 0 10px',
  padding: 0,
  '& > li': {
    display: 'flex',
    alignItems: 'flex-start',
    gap: 6,
    padding: '5px 6px 5px 12px',
    border: `1px solid ${tokens.line}`,
    borderRadius: 8,
    marginBottom: 6,
  },
  '& p': { flex: 1, lineHeight: 1.9 },
});

interface ChangeListProps {
  changes: readonly EditedChange[];
  words: ChangeWords;
  disabled: boolean;
  onChange: (changes: EditedChange[]) => void;
}

function ChangeRow({ row, words, disabled, onChange, onRemove }: ChangeRowProps) {
  const { change, added = false } = row;
  return (
    <li>
      <p>
        {changeParts(words.t, change.kind).map((part) =>
          'text' in part ? (
            part.text
          ) : (
            <ChangeSlot
              key={part.slot}
              slot={part.slot}
              change={change}
              words={words}
              opened={added}
              onChange={onChange}
            />
          ),
        )}
        <span className="visually-hidden">{changeSentence(change, words)}</span>
      </p>
      <IconButton
        size="small"
        disabled={disabled}
        aria-label={words.t('whatIf.removeChange', { change: changeSentence(change, words) })}
        onClick={onRemove}
      >
        <X size={14} />
      </IconButton>
    </li>
  );
}

interface ChangeRowProps {
  row: EditedChange;
  words: ChangeWords;
  disabled: boolean;
  onChange: (change: ScenarioChange) => void;
  onRemove: () => void;
}

/** What a what-if changes, each as a sentence whose parts can be edited. */
export function ChangeList({ changes, words, disabled, onChange }: ChangeListProps) {
  const { t } = words;
  const [menu, setMenu] = useState<HTMLElement | null>(null);
  return (
    <>
      {changes.length === 0 && (
        <p style={{ color: tokens.textMuted, marginBottom: 10 }}>{t('whatIf.noChanges')}</p>
      )}
      <List>
        {changes.map((row) => (
          <ChangeRow
            key={row.key}
            row={row}
            words={words}
            disabled={disabled}
            onChange={(change) =>
              onChange(changes.map((one) => (one.key === row.key ? { key: one.key, change } : one)))
            }
            onRemove={() => onChange(changes.filter(({ key }) => key !== row.key))}
          />
        ))}
      </List>
      <Button
        startIcon={<Plus size={14} />}
        disabled={disabled}
        aria-haspopup="menu"
        onClick={(event) => setMenu(event.currentTarget)}
      >
        {t('whatIf.addChange')}
      </Button>
      <Menu anchorEl={menu} open={menu !== null} onClose={() => setMenu(null)}>
        {CHANGE_KINDS.map((kind) => (
          <MenuItem
            key={kind}
            onClick={() => {
              setMenu(null);
              onChange([...changes, asEdited(newChange(kind), true)]);
            }}
          >
            {t(`whatIf.kind.${kind}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
