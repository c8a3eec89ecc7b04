import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { PlaybookRun } from '../../../core/contract/playbooks.ts';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { type PlaybookWords, usePlaybookWords } from './playbook-words.ts';
import { RunView, useRunCommands } from './run-view.tsx';

const Row = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  padding: '4px 0',
  '& .grow': { flex: 1, minWidth: 0 },
  '& .quiet': { color: tokens.textMuted },
});

/** The playbook at work on an incident, those that were, and those that could be started. Nothing where there is none. */
export function IncidentPlaybook({ incidentId }: { incidentId: number }) {
  const words = usePlaybookWords();
  const { t } = words;
  const commands = useRunCommands();
  const { data } = useQuery({
    ...orpc.playbooks.ofIncident.queryOptions({ input: { incidentId } }),
    retry: false,
  });
  if (!data || (!data.run && data.past.length === 0 && data.offers.length === 0)) return null;
  const { run, past, offers } = data;
  return (
    <Section title={t('pane.title')}>
      {run && (
        <>
          <Row>
            <RunName run={run} />
            <RunState run={run} words={words} />
          </Row>
          <RunView run={run} words={words} commands={commands} />
        </>
      )}
      {offers.map((offer) => (
        <Row key={offer.id}>
          <span className="grow">
            {t('pane.offer', { name: offer.name })}{' '}
            <span className="quiet">
              {t('steps', { count: offer.steps, formatted: words.rules.format.integer(offer.steps) })}
            </span>
          </span>
          <Button
            size="small"
            disabled={commands.busy}
            aria-label={t('pane.startNamed', { name: offer.name })}
            onClick={() => void commands.start(offer.id, incidentId)}
          >
            {t('pane.start')}
          </Button>
        </Row>
      ))}
      {past.map((one) => (
        <details key={one.id}>
          <summary>
            {one.playbook} <RunState run={one} words={words} />{' '}
            <span style={{ color: tokens.textMuted }}>{words.rules.format.relative(one.startedAt)}</span>
          </summary>
          <RunView run={one} words={words} commands={commands} />
        </details>
      ))}
    </Section>
  );
}

function RunName({ run }: { run: PlaybookRun }) {
  return (
    <Link className="grow" to={links.playbook(run.playbookId)} style={{ color: tokens.accent }}>
      {run.playbook}
    </Link>
  );
}

const TONES = {
  running: 'info',
  waiting: 'info',
  asking: 'warning',
  done: 'ok',
  stopped: 'neutral',
} as const;

/** How a run stands, or why it is over. */
export function RunState({ run, words }: { run: PlaybookRun; words: PlaybookWords }) {
  const { t } = words;
  const label = run.reason === null ? t(`run.state.${run.state}`) : t(`run.reason.${run.reason}`);
  return <StatusChip quiet tone={TONES[run.state]} label={label} />;
}
