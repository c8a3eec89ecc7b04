import { styled } from '@mui/material/styles';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../../lib/tokens.ts';
import { MONOSPACE } from '../code-block.tsx';

const Area = styled('textarea')({
  display: 'block',
  width: '100%',
  minHeight: 260,
  padding: '8px 10px',
  resize: 'vertical',
  border: `1px solid ${tokens.lineStrong}`,
  borderRadius: 6,
  backgroundColor: tokens.surface,
  color: tokens.text,
  fontFamily: MONOSPACE,
  fontSize: 12,
  lineHeight: 1.6,
  tabSize: 2,
  '&:focus-visible': { borderColor: tokens.focus, outline: 'none', boxShadow: `0 0 0 1px ${tokens.focus}` },
});

interface BodyEditorProps {
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
  onApply: () => void;
  onCancel: () => void;
}

/** The raw record to be corrected in place: Ctrl+Enter applies, Escape leaves it as it was. */
export function BodyEditor({ value, disabled, onChange, onApply, onCancel }: BodyEditorProps) {
  const { t } = useTranslation('feeds');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onCancel();
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onApply();
    }
  };
  return (
    <>
      <Area
        value={value}
        disabled={disabled}
        spellCheck={false}
        autoFocus
        aria-label={t('mend.editor')}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <p style={{ marginTop: 6, color: tokens.textMuted }}>{t('mend.hint')}</p>
    </>
  );
}
