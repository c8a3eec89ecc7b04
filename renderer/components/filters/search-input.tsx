import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../lib/commands.ts';
import { afterEcho } from '../../lib/echo.ts';
import { tokens } from '../../lib/tokens.ts';
import { KeyHint } from '../display/key-hint.tsx';

const SETTLES_AFTER_MS = 40;

const Root = styled('div')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  width: 240,
  height: 'var(--v-control)',
  padding: '0 4px 0 9px',
  flexShrink: 0,
  borderRadius: 6,
  border: `1px solid ${tokens.lineStrong}`,
  backgroundColor: tokens.surface,
  color: tokens.textQuiet,
  '&:focus-within': { borderColor: tokens.focus, boxShadow: `0 0 0 1px ${tokens.focus}` },
  '& input': {
    flex: 1,
    minWidth: 0,
    border: 0,
    outline: 'none',
    background: 'transparent',
    color: tokens.text,
    font: 'inherit',
    '&::placeholder': { color: tokens.textQuiet },
    '&::-webkit-search-cancel-button': { display: 'none' },
  },
});

export interface SearchInputProps {
  value: string;
  /** Called as the user types, 40 ms after the last letter. */
  onChange: (value: string) => void;
  placeholder: string;
  /** Focused by `/` and by the menu's Find; on unless switched off. */
  primary?: boolean;
}

/** The text as typed, told on when it settles; follows changes from outside. */
function useSettling(value: string, onChange: (value: string) => void) {
  const [text, setText] = useState(value);
  const told = useRef<readonly string[]>([value]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const waiting = afterEcho(told.current, value);
    told.current = waiting ?? [value];
    if (!waiting) setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (next: string, wait = SETTLES_AFTER_MS) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      told.current = [...told.current, next];
      onChange(next);
    }, wait);
  };
  return { text, type };
}

/** Search as you type. Escape clears. */
export function SearchInput({ value, onChange, placeholder, primary = true }: SearchInputProps) {
  const { t } = useTranslation(['table', 'common', 'shell']);
  const input = useRef<HTMLInputElement>(null);
  const { text, type } = useSettling(value, onChange);
  const focus = () => {
    input.current?.focus();
    input.current?.select();
  };
  useCommand({
    id: primary ? 'screen.find' : `screen.find.${placeholder}`,
    title: placeholder,
    group: t('keys.title'),
    shortcut: primary ? '/' : undefined,
    keysOnly: true,
    enabled: primary,
    run: focus,
  });
  return (
    <Root>
      <Search size={14} aria-hidden style={{ flexShrink: 0 }} />
      <input
        ref={input}
        type="search"
        value={text}
        placeholder={placeholder}
        aria-label={placeholder}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !text) return;
          event.stopPropagation();
          type('', 0);
        }}
      />
      {text ? (
        <IconButton
          size="small"
          onClick={() => type('', 0)}
          aria-label={t('common:action.clear')}
          sx={{ width: 20, height: 20 }}
        >
          <X size={13} />
        </IconButton>
      ) : (
        primary && <KeyHint keys="/" />
      )}
    </Root>
  );
}
