import { styled } from '@mui/material/styles';
import { Inbox } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { tokens } from '../../lib/tokens.ts';

const Root = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 6,
  padding: '40px 24px',
  height: '100%',
  minHeight: 160,
  textAlign: 'center',
  color: tokens.textMuted,
});

const Title = styled('h2')({
  fontSize: 'calc(var(--v-font) + 1px)',
  fontWeight: 600,
  color: tokens.text,
  marginTop: 6,
});
const Text = styled('p')({ maxWidth: 420, lineHeight: 1.5 });
const Actions = styled('div')({
  display: 'flex',
  gap: 8,
  marginTop: 10,
  flexWrap: 'wrap',
  justifyContent: 'center',
});

export interface EmptyStateProps {
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  actions?: ReactNode;
  icon?: ComponentType<{ size?: number | string; color?: string; strokeWidth?: number | string }>;
}

/** Nothing here, and what to do about it. */
export function EmptyState({ title, children, actions, icon: Icon = Inbox }: EmptyStateProps) {
  return (
    <Root>
      <Icon size={26} color={tokens.textQuiet} strokeWidth={1.6} />
      <Title>{title}</Title>
      {children && <Text>{children}</Text>}
      {actions && <Actions>{actions}</Actions>}
    </Root>
  );
}
