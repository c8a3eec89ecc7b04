import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import MenuList from '@mui/material/MenuList';
import Popover from '@mui/material/Popover';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { Bookmark, Check, ChevronDown, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';

/** What the menu needs of a saved view; the contract's `savedView` fits. */
export interface SavedViewItem {
  id: number;
  name: string;
}

const Panel = styled('div')({ width: 280 });
const Note = styled('p')({ padding: '12px 14px', color: tokens.textMuted });
const SaveForm = styled('form')({ display: 'flex', gap: 6, padding: 8 });

export interface SavedViewsMenuProps<View extends SavedViewItem> {
  views: readonly View[] | undefined;
  /** The view applied last, if it is still what is shown. */
  currentId: number | null;
  onApply: (view: View | null) => void;
  onSave: (name: string) => void;
  onDelete: (view: View) => void;
}

function SaveAs({ onSave }: { onSave: (name: string) => void }) {
  const { t } = useTranslation(['table', 'common']);
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    onSave(name.trim());
    setName('');
  };
  return (
    <SaveForm onSubmit={submit}>
      <TextField
        fullWidth
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => event.stopPropagation()}
        placeholder={t('views.saveAs')}
        slotProps={{ htmlInput: { 'aria-label': t('views.name'), maxLength: 80 } }}
      />
      <Button type="submit" disabled={!name.trim()}>
        {t('common:action.save')}
      </Button>
    </SaveForm>
  );
}

/** Arrangements worth keeping: apply, save what is shown, delete. */
export function SavedViewsMenu<View extends SavedViewItem>(props: SavedViewsMenuProps<View>) {
  const { views = [], currentId, onApply, onSave, onDelete } = props;
  const { t } = useTranslation('table');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const current = views.find((view) => view.id === currentId);
  const close = () => setAnchor(null);
  const apply = (view: View | null) => () => {
    onApply(view);
    close();
  };
  return (
    <>
      <Button
        onClick={(event) => setAnchor(event.currentTarget)}
        startIcon={<Bookmark size={14} />}
        endIcon={<ChevronDown size={13} />}
        title={t('views.button')}
        aria-haspopup="dialog"
      >
        {current?.name ?? t('views.button')}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: -4, horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('views.title') } }}
      >
        <Panel>
          {views.length === 0 ? (
            <Note>{t('views.none')}</Note>
          ) : (
            <MenuList dense sx={{ p: 1 }}>
              <MenuItem onClick={apply(null)}>
                <Check size={14} style={{ visibility: current ? 'hidden' : 'visible' }} />
                {t('views.default')}
              </MenuItem>
              {views.map((view) => (
                <MenuItem key={view.id} onClick={apply(view)}>
                  <Check size={14} style={{ visibility: view.id === currentId ? 'visible' : 'hidden' }} />
                  <span style={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis' }}>{view.name}</span>
                  <IconButton
                    size="small"
                    aria-label={t('views.delete', { name: view.name })}
                    onClick={(event) => {
                      event.stopPropagation();
                      onDelete(view);
                    }}
                  >
                    <Trash2 size={13} />
                  </IconButton>
                </MenuItem>
              ))}
            </MenuList>
          )}
          <Divider />
          <SaveAs
            onSave={(name) => {
              onSave(name);
              close();
            }}
          />
        </Panel>
      </Popover>
    </>
  );
}
