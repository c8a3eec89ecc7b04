import { styled } from '@mui/material/styles';
import { tokens } from '../../../lib/tokens.ts';

/** Width of the column that names rows, in pixels. */
export const TITLE_WIDTH = 214;
/** Height of the time axis, in pixels. */
export const AXIS_HEIGHT = 26;
/** How much higher a row is than one of a table, in pixels. */
export const ROW_EXTRA = 22;

/** The scrolling plane of a Gantt chart: axis above, names at the left, rows on top of the lines of hours. */
export const GanttRoot = styled('div')({
  position: 'relative',
  flex: '1 1 auto',
  minHeight: 0,
  minWidth: 0,
  overflow: 'auto',
  outline: 'none',
  backgroundColor: tokens.surface,
  fontVariantNumeric: 'tabular-nums',
  userSelect: 'none',
  '& .plane': { position: 'relative', minWidth: '100%' },
  '& .axis': {
    position: 'sticky',
    top: 0,
    zIndex: 3,
    height: AXIS_HEIGHT,
    borderBottom: `1px solid ${tokens.line}`,
    backgroundColor: tokens.surface,
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
  },
  '& .axis .corner': {
    position: 'sticky',
    left: 0,
    zIndex: 1,
    width: TITLE_WIDTH,
    height: AXIS_HEIGHT - 1,
    padding: '4px 10px',
    borderRight: `1px solid ${tokens.line}`,
    backgroundColor: tokens.surface,
  },
  '& .axis .tick': { position: 'absolute', top: 4, transform: 'translateX(-50%)' },
  '& .lines i': {
    position: 'absolute',
    top: AXIS_HEIGHT,
    bottom: 0,
    width: 1,
    backgroundColor: tokens.line,
  },
  '& .row': {
    position: 'absolute',
    left: 0,
    display: 'flex',
    borderBottom: `1px solid ${tokens.line}`,
    contain: 'layout style',
  },
  '& .row.active': { backgroundColor: `color-mix(in srgb, ${tokens.accentSoft} 55%, transparent)` },
  '& .row.target': { backgroundColor: tokens.accentSoft, boxShadow: `inset 0 0 0 1px ${tokens.accent}` },
  '& .title': {
    position: 'sticky',
    left: 0,
    zIndex: 1,
    flexShrink: 0,
    width: TITLE_WIDTH,
    padding: '6px 8px 0 10px',
    borderRight: `1px solid ${tokens.line}`,
    borderLeft: '4px solid transparent',
    backgroundColor: tokens.surface,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    lineHeight: 1.4,
  },
  '& .row.active .title, & .row.target .title': { backgroundColor: tokens.accentSoft },
  '& .title > span': { display: 'flex', alignItems: 'center', gap: 5, minWidth: 0 },
  '& .title b': { fontWeight: 540, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .title svg': { flexShrink: 0 },
  '& .title .broken': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 2,
    marginLeft: 'auto',
    color: tokens.critical,
  },
  '& .title small': {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1.5px)',
  },
  '& svg.bars': { display: 'block', flexShrink: 0, overflow: 'hidden' },
  '& svg.bars text': { fontSize: 10.5, fontWeight: 600, textAnchor: 'middle', pointerEvents: 'none' },
  '&:focus-visible': { outline: 'none' },
  '&:focus-visible .at': { outline: `2px solid ${tokens.focus}`, outlineOffset: 1 },
  '&:focus-visible .title.at': { outlineOffset: -3 },
  '&[data-carrying="true"]': { cursor: 'grabbing' },
});
