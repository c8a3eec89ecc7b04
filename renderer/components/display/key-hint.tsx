import { styled } from '@mui/material/styles';
import { keyCaps } from '../../lib/shortcuts.ts';
import { tokens } from '../../lib/tokens.ts';

const Cap = styled('kbd')({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  minWidth: 18,
  height: 18,
  padding: '0 4px',
  borderRadius: 4,
  border: `1px solid ${tokens.line}`,
  backgroundColor: tokens.subtle,
  color: tokens.textMuted,
  fontSize: 11,
  fontWeight: 520,
  lineHeight: 1,
});

const Keys = styled('span')({ display: 'inline-flex', gap: 3, alignItems: 'center', flexShrink: 0 });

/** The keys of a shortcut in tinykeys syntax, as caps: `<KeyHint keys="g s" />`. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <Keys aria-hidden>
      {keyCaps(keys)
        .flat()
        .map((cap, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: caps have no identity and never move
          <Cap key={index}>{cap}</Cap>
        ))}
    </Keys>
  );
}
