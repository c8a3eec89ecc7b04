import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { SEVERITY_COLOR, type Severity, tokens } from '../../lib/tokens.ts';

const List = styled('ol')({ listStyle: 'none', margin: 0, padding: 0 });

const Item = styled('li')({
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: '14px 1fr auto',
  columnGap: 10,
  paddingBottom: 12,
  '&:not(:last-of-type)::before': {
    content: '""',
    position: 'absolute',
    left: 6.5,
    top: 14,
    bottom: -4,
    width: 1,
    backgroundColor: tokens.line,
  },
});

const Dot = styled('span')({
  width: 9,
  height: 9,
  margin: '5px 0 0 2.5px',
  borderRadius: '50%',
  border: '2px solid',
});
const Title = styled('div')({ minWidth: 0, overflowWrap: 'anywhere' });
const Detail = styled('div')({ color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' });
const When = styled('time')({
  color: tokens.textQuiet,
  fontSize: 'calc(var(--v-font) - 1px)',
  whiteSpace: 'nowrap',
  fontVariantNumeric: 'tabular-nums',
});

export interface TimelineEntry {
  id: string | number;
  title: ReactNode;
  detail?: ReactNode;
  /** Already formatted. */
  when: string;
  /** The full instant, on hover. */
  whenTitle?: string;
  /** Colours the dot; say the severity in the title too. */
  severity?: Severity;
  /** Not yet happened: a hollow dot. */
  expected?: boolean;
}

/** What happened, newest or oldest first as given. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <List aria-label={label}>
      {entries.map((entry) => {
        const color = entry.severity ? SEVERITY_COLOR[entry.severity] : tokens.textQuiet;
        return (
          <Item key={entry.id}>
            <Dot style={{ borderColor: color, backgroundColor: entry.expected ? 'transparent' : color }} />
            <Title>
              {entry.title}
              {entry.detail && <Detail>{entry.detail}</Detail>}
            </Title>
            <When title={entry.whenTitle}>{entry.when}</When>
          </Item>
        );
      })}
    </List>
  );
}
