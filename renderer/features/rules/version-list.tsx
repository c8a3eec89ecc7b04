import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { TFunction } from 'i18next';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { RuleVersionHead } from '../../../core/contract/rules.ts';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { type Format, useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { tokens } from '../../lib/tokens.ts';
import type { Words } from './rule-words.ts';

const Root = styled('nav')({
  width: 250,
  flexShrink: 0,
  overflow: 'auto',
  borderRight: `1px solid ${tokens.line}`,
  padding: '10px 8px 24px',
  '& h2': { fontSize: 'var(--v-font)', fontWeight: 600, margin: '14px 8px 4px' },
  '& ul': { listStyle: 'none', margin: 0, padding: 0 },
  '& a': {
    display: 'block',
    padding: '6px 8px',
    borderRadius: 6,
    color: tokens.text,
    textDecoration: 'none',
    '&:hover': { backgroundColor: tokens.hover },
    '&.active': { backgroundColor: tokens.accentSoft },
  },
  '& .top': { display: 'flex', justifyContent: 'space-between', gap: 6, alignItems: 'center' },
  '& small': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
});

/** From when until when a version counts, in words. */
export function validityWords(
  { validFrom, validTo }: Pick<RuleVersionHead, 'validFrom' | 'validTo'>,
  format: Format,
  t: Words['t'],
): string {
  const [from, to] = [format.date(validFrom), format.date(validTo)];
  if (validFrom !== null && validTo !== null) return t('sets.between', { from, to });
  if (validFrom !== null) return t('sets.from', { from });
  return validTo === null ? t('sets.always') : t('sets.until', { to });
}

/** The set that every workspace has is named in the user's language. */
export function setTitle(name: string, t: Words['t'] | TFunction<'rules'>): string {
  return name === 'Default' ? (t as TFunction<'rules'>)('sets.default', { ns: 'rules' }) : name;
}

const TONES = { draft: 'info', active: 'ok', retired: 'neutral' } as const;

/** All rule sets with their versions, newest first. */
export function VersionList({
  versions,
  onNew,
}: {
  versions: readonly RuleVersionHead[];
  onNew: () => void;
}) {
  const { t } = useTranslation(['rules', 'orders', 'stock']);
  const format = useFormat();
  return (
    <Root aria-label={t('sets.title')}>
      {[...Map.groupBy(versions, ({ setName }) => setName)].map(([name, group]) => (
        <section key={name}>
          <h2>{setTitle(name, t)}</h2>
          <ul>
            {group.map((version) => (
              <li key={version.id}>
                <NavLink to={links.rules(version.id)}>
                  <span className="top">
                    {t('sets.version', { version: version.version })}
                    <StatusChip
                      quiet
                      tone={TONES[version.status]}
                      label={version.inForce ? t('sets.inForce') : t(`sets.status.${version.status}`)}
                    />
                  </span>
                  <small>
                    {t('sets.count', { count: version.rules, formatted: format.integer(version.rules) })}
                    {' · '}
                    {validityWords(version, format, t)}
                  </small>
                </NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Button
        size="small"
        variant="text"
        startIcon={<Plus size={13} />}
        onClick={onNew}
        sx={{ marginTop: '12px' }}
      >
        {t('sets.new')}
      </Button>
    </Root>
  );
}
