import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { type Crumb, useScreenTitle } from '../../lib/screen.ts';
import { tokens } from '../../lib/tokens.ts';

const Root = styled('section')({
  display: 'flex',
  flexDirection: 'column',
  flex: '1 1 auto',
  minHeight: 0,
  minWidth: 0,
  backgroundColor: tokens.surface,
});

const Bar = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  flexShrink: 0,
  minHeight: 'calc(var(--v-control) + 14px)',
  padding: '6px 12px',
  borderBottom: `1px solid ${tokens.line}`,
  containerType: 'inline-size',
});

const Fill = styled('div')({ flex: '1 1 auto', minWidth: 0 });

/** Where room is short, quiet buttons show their icon alone; their name stays for screen readers. */
const Actions = styled('div')({
  display: 'flex',
  gap: 6,
  alignItems: 'center',
  flexShrink: 0,
  '@container (max-width: 1080px)': {
    '& .MuiButton-outlined:has(> .MuiButton-startIcon)': {
      fontSize: 0,
      padding: '0 7px',
      '& .MuiButton-startIcon': { margin: 0 },
      '& .MuiButton-endIcon': { display: 'none' },
    },
  },
});

const Body = styled('div', { shouldForwardProp: (name) => name !== 'scroll' })<{ scroll: boolean }>(
  ({ scroll }) => ({
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    flex: '1 1 auto',
    minHeight: 0,
    minWidth: 0,
    overflow: scroll ? 'auto' : 'hidden',
  }),
);

export interface ScreenProps {
  /** Shown in the top bar and the window's title. */
  title: string;
  crumbs?: readonly Crumb[];
  /** Filters and searches, at the left of the bar. */
  toolbar?: ReactNode;
  /** Buttons, at the right of the bar. */
  actions?: ReactNode;
  /** Let the body scroll; leave out when a table or map fills it. */
  scroll?: boolean;
  children: ReactNode;
}

/** One screen: its name in the top bar, a bar of tools, and a body that fills what is left. */
export function Screen({ title, crumbs, toolbar, actions, scroll = false, children }: ScreenProps) {
  useScreenTitle(title, crumbs);
  return (
    <Root aria-label={title}>
      {(toolbar || actions) && (
        <Bar>
          <Fill>{toolbar}</Fill>
          {actions && <Actions>{actions}</Actions>}
        </Bar>
      )}
      <Body scroll={scroll}>{children}</Body>
    </Root>
  );
}

/** A centred column for pages of text and forms. */
export const Column = styled('div')({
  width: '100%',
  maxWidth: 720,
  margin: '0 auto',
  padding: '24px 24px 64px',
});

export interface SectionProps {
  title: ReactNode;
  actions?: ReactNode;
  /** 2 on a page, whose heading is the top bar's; 3 in a pane. */
  level?: 2 | 3;
  children: ReactNode;
}

/** A titled block within a page or pane. */
export function Section({ title, actions, level = 3, children }: SectionProps) {
  const Heading = `h${level}` as const;
  return (
    <SectionRoot>
      <SectionHead>
        <Heading>{title}</Heading>
        {actions}
      </SectionHead>
      {children}
    </SectionRoot>
  );
}

const SectionRoot = styled('section')({ '& + &': { marginTop: 20 } });
const SectionHead = styled('div')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 8,
  minHeight: 28,
  marginBottom: 6,
  '& h2, & h3': { fontSize: 'var(--v-font)', fontWeight: 600 },
});
