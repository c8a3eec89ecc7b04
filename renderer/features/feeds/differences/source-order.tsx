import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../../lib/tokens.ts';
import { moveSource } from './precedence-edits.ts';

const List = styled('ol')({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& li': {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    minHeight: 'calc(var(--v-control) + 4px)',
    padding: '0 4px 0 8px',
    borderRadius: 6,
    '&:hover': { backgroundColor: tokens.hover },
    '&.over': { boxShadow: `inset 0 2px 0 ${tokens.accent}` },
    '&:focus-visible': { outline: `2px solid ${tokens.focus}`, outlineOffset: -2 },
  },
  '& .rank': { width: 16, color: tokens.textQuiet, fontVariantNumeric: 'tabular-nums' },
  '& .name': { flex: 1, minWidth: 0 },
  '& .grip': { display: 'inline-flex', color: tokens.textQuiet, cursor: 'grab' },
});

interface SourceOrderProps {
  label: string;
  feedIds: readonly number[];
  nameOf: (feedId: number) => string;
  onChange: (feedIds: number[]) => void;
}

/** Sources in the order in which they win: dragged, or moved by Alt with the arrow keys. */
export function SourceOrder({ label, feedIds, nameOf, onChange }: SourceOrderProps) {
  const { t } = useTranslation('feeds');
  const [over, setOver] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const move = (from: number, to: number) => {
    if (to < 0 || to >= feedIds.length) return;
    onChange(moveSource(feedIds, from, to));
    requestAnimationFrame(() => (list.current?.children[to] as HTMLElement | undefined)?.focus());
  };
  const onKeyDown = (index: number) => (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    if (event.altKey) move(index, index + step);
    else (list.current?.children[index + step] as HTMLElement | undefined)?.focus();
  };
  const drop = (index: number) => (event: DragEvent) => {
    event.preventDefault();
    setOver(null);
    const from = Number(event.dataTransfer.getData('text/plain'));
    if (Number.isInteger(from)) move(from, index);
  };
  return (
    <List ref={list} aria-label={label}>
      {feedIds.map((feedId, index) => (
        <li
          key={feedId}
          className={over === index ? 'over' : undefined}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: moved by keys
          tabIndex={0}
          draggable
          onKeyDown={onKeyDown(index)}
          onDragStart={(event) => event.dataTransfer.setData('text/plain', String(index))}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(index);
          }}
          onDragLeave={() => setOver(null)}
          onDrop={drop(index)}
        >
          <span className="grip" title={t('precedence.drag')}>
            <GripVertical size={13} aria-hidden />
          </span>
          <span className="rank">{index + 1}</span>
          <span className="name">{nameOf(feedId)}</span>
          <IconButton
            size="small"
            aria-label={t('precedence.up', { name: nameOf(feedId) })}
            disabled={index === 0}
            onClick={() => move(index, index - 1)}
          >
            <ArrowUp size={13} />
          </IconButton>
          <IconButton
            size="small"
            aria-label={t('precedence.down', { name: nameOf(feedId) })}
            disabled={index === feedIds.length - 1}
            onClick={() => move(index, index + 1)}
          >
            <ArrowDown size={13} />
          </IconButton>
        </li>
      ))}
    </List>
  );
}
