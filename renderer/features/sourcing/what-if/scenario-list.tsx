import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { ScenarioView } from '../../../../core/contract/workbench.ts';
import { SideList } from '../../../components/layout/side-list.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';

const Root = styled(SideList)({
  '& ul': { marginTop: 8 },
  '& .name': {
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    fontWeight: 520,
  },
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
            <NavLink to={links.whatIf(id)} title={name}>
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
