import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { ScenarioView } from '../../../../core/contract/workbench.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';

const Root = styled('nav')({
  width: 230,
  flexShrink: 0,
  overflow: 'auto',
  borderRight: `1px solid ${tokens.line}`,
  padding: '10px 8px 24px',
  '& ul': { listStyle: 'none', margin: '8px 0 0', padding: 0 },
  '& a.scenario': {
    display: 'block',
    padding: '6px 8px',
    borderRadius: 6,
    color: tokens.text,
    textDecoration: 'none',
    '&:hover': { backgroundColor: tokens.hover },
    '&.active': { backgroundColor: tokens.accentSoft },
  },
  '& .name': {
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    fontWeight: 520,
  },
  '& small': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
});

/** All what-ifs, the last changed first. */
export function ScenarioList({ scenarios }: { scenarios: readonly ScenarioView[] }) {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  const sorted = [...scenarios].sort((a, b) => b.updatedAt - a.updatedAt);
  return (
    <Root aria-label={t('tabs.whatIfs')}>
      <Button fullWidth startIcon={<Plus size={14} />} component={NavLink} to={links.newWhatIf()}>
        {t('whatIf.new')}
      </Button>
      <ul>
        {sorted.map(({ id, name, changes, runId, updatedAt }) => (
          <li key={id}>
            <NavLink className="scenario" to={links.whatIf(id)} title={name}>
              <span className="name">{name}</span>
              <small>
                {t('whatIf.changes', { count: changes.length, formatted: format.integer(changes.length) })}
                {' · '}
                {runId === null ? t('whatIf.notRun') : format.dateTime(updatedAt)}
              </small>
            </NavLink>
          </li>
        ))}
      </ul>
    </Root>
  );
}
