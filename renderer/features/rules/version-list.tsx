import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { RuleVersionHead } from '../../../core/contract/rules.ts';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { SideList } from '../../components/layout/side-list.tsx';
import { type Format, useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { useRuleSetTitle } from '../../lib/use-rule-set-title.ts';
import type { Words } from './rule-words.ts';

const Root = styled(SideList)({
  '& h2': { fontSize: 'var(--v-font)', fontWeight: 600, margin: '14px 8px 4px' },
  '& .top': { display: 'flex', justifyContent: 'space-between', gap: 6, alignItems: 'center' },
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
  const titleOf = useRuleSetTitle();
  const format = useFormat();
  return (
    <Root aria-label={t('sets.title')}>
      {[...Map.groupBy(versions, ({ setName }) => setName)].map(([name, group]) => (
        <section key={name}>
          <h2>{titleOf(name)}</h2>
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
