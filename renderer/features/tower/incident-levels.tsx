import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SEVERITIES } from '../../../core/contract/incidents.ts';
import { SeverityIcon } from '../../components/display/severity-icon.tsx';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { toneOf, useIncidentWords } from '../incidents/incident-words.ts';

const Root = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'auto auto',
  alignContent: 'center',
  gap: '1px 10px',
  flex: '0 0 auto',
  padding: '6px 12px',
  borderLeft: `1px solid ${tokens.line}`,
  fontSize: 'calc(var(--v-font) - 1px)',
  '& a, & .title': { display: 'flex', alignItems: 'center', gap: 4, whiteSpace: 'nowrap' },
  '& .title': { gridColumn: '1 / -1', color: tokens.textMuted },
  '& a': { color: tokens.text, textDecoration: 'none', borderRadius: 4 },
  '& a:hover': { color: tokens.accent },
  '& b': { fontWeight: 600, fontVariantNumeric: 'tabular-nums', minWidth: 18, textAlign: 'end' },
});

/** Open incidents by severity; each number opens the inbox with just those. */
export function IncidentLevels() {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const words = useIncidentWords();
  const { data } = useQuery(orpc.incidents.list.queryOptions({ input: { limit: 1 } }));
  return (
    <Root aria-label={t('title')} role="group">
      <span className="title">{t('title')}</span>
      {SEVERITIES.map((severity) => (
        <Link key={severity} to={links.incidents({ severities: [severity] })}>
          <SeverityIcon severity={toneOf(severity)} size={12} />
          <b>
            {format.integer(
              data && (data.bySeverity.find((level) => level.severity === severity)?.count ?? 0),
            )}
          </b>
          {words.severity(severity)}
        </Link>
      ))}
    </Root>
  );
}
