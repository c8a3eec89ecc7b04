import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Section } from '../../components/layout/screen.tsx';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { RunState } from './incident-playbook.tsx';
import type { PlaybookWords } from './playbook-words.ts';

const SHOWN = 20;

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': {
    display: 'flex',
    gap: 10,
    alignItems: 'center',
    padding: '4px 0',
    borderBottom: `1px solid ${tokens.line}`,
  },
  '& .grow': { flex: 1, minWidth: 0 },
  '& .quiet': { color: tokens.textMuted, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

/** What a playbook has done, the newest first; those that ask lead to their incident. */
export function PlaybookRuns({ playbookId, words }: { playbookId: number; words: PlaybookWords }) {
  const { t, rules } = words;
  const { data } = useQuery(orpc.playbooks.runs.queryOptions({ input: { playbookId, limit: SHOWN } }));
  const more = (data?.total ?? 0) - (data?.rows.length ?? 0);
  return (
    <Section level={2} title={t('runs.title')}>
      {data?.rows.length === 0 && <p style={{ color: tokens.textMuted, margin: 0 }}>{t('runs.none')}</p>}
      <List>
        {data?.rows.map((run) => (
          <li key={run.id}>
            <Link to={links.incident(run.incidentId)} style={{ color: tokens.accent }}>
              {run.key}
            </Link>
            <span className="grow quiet">{words.kind(run.kind)}</span>
            <RunState run={run} words={words} />
            <span className="quiet">{rules.format.moneyMinor(run.costMinor, run.currency)}</span>
            <span className="quiet" title={rules.format.instant(run.startedAt)}>
              {rules.format.relative(run.startedAt)}
            </span>
          </li>
        ))}
      </List>
      {more > 0 && (
        <p style={{ color: tokens.textMuted }}>
          {t('runs.more', { count: more, formatted: rules.format.integer(more) })}
        </p>
      )}
    </Section>
  );
}
