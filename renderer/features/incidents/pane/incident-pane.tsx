import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { IncidentDetail, OptionKind } from '../../../../core/contract/incidents.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { SidePane } from '../../../components/layout/side-pane.tsx';
import { useFormat } from '../../../lib/format.ts';
import { currentLanguage } from '../../../lib/i18n.ts';
import { saveFileOf } from '../../../lib/made-file.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { useTold } from '../../lists/use-told.ts';
import { IncidentPlaybook } from '../../playbooks/incident-playbook.tsx';
import { SnoozeButton } from '../bulk-buttons.tsx';
import { GiveButton } from '../give-button.tsx';
import { thingLink, toneOf, useIncidentWords } from '../incident-words.ts';
import type { IncidentCommands } from '../use-incidents.ts';
import { ClaimLine } from './claim-line.tsx';
import { CommentBox } from './comment-box.tsx';
import { IncidentFacts } from './incident-facts.tsx';
import { IncidentMap } from './incident-map.tsx';
import { IncidentTimeline, ScanTimeline } from './incident-timeline.tsx';
import { OptionCards } from './option-cards.tsx';

const Row = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  padding: '4px 0',
  '& .grow': { flex: 1, minWidth: 0 },
  '& .quiet': { color: tokens.textMuted },
});

const SHOWN_CHILDREN = 8;

interface IncidentPaneProps {
  id: number;
  actor: string;
  commands: IncidentCommands;
  onOption: (option: OptionKind) => void;
  onInside: (id: number) => void;
  onClose: () => void;
}

/** One incident: what is wrong, who is hit, the ways out, what was done. */
export function IncidentPane(props: IncidentPaneProps) {
  const { id, commands, onClose } = props;
  const { t } = useTranslation('incidents');
  const words = useIncidentWords();
  const { data, error, refetch } = useQuery({
    ...orpc.incidents.detail.queryOptions({ input: { id } }),
    retry: false,
  });
  const open = data?.state === 'open' || data?.state === 'snoozed';
  return (
    <SidePane
      name="incident"
      title={data ? words.about(data) : ' '}
      subtitle={data ? `${t(`entity.${data.entity}`)} · ${words.kind(data.kind)}` : ' '}
      actions={data && <StatusChip tone={toneOf(data.severity)} label={words.severity(data.severity)} />}
      width={480}
      onClose={onClose}
      footer={data && <PaneButtons {...props} detail={data} open={open} />}
    >
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PaneSkeleton />}
      {data && (
        <>
          <Section title={t('pane.facts')} actions={<ThingLink detail={data} />}>
            <IncidentFacts detail={data} />
          </Section>
          <IncidentPlaybook incidentId={id} />
          {open && (
            <Section title={t('pane.options')}>
              <OptionCards id={id} busy={commands.busy} onChoose={props.onOption} />
            </Section>
          )}
          <DoneActions detail={data} commands={commands} />
          <Section title={t('pane.map')}>
            <IncidentMap detail={data} />
          </Section>
          {data.children > 0 && <Children {...props} detail={data} />}
          <CommentBox id={id} commands={commands} />
          <Section title={t('pane.timeline')}>
            <IncidentTimeline detail={data} />
          </Section>
          {data.scans.length > 0 && (
            <Section title={t('pane.scans')}>
              <ScanTimeline detail={data} />
            </Section>
          )}
          <Similar detail={data} />
        </>
      )}
    </SidePane>
  );
}

function PaneButtons({
  detail,
  open,
  actor,
  commands,
}: IncidentPaneProps & { detail: IncidentDetail; open: boolean }) {
  const { t } = useTranslation('incidents');
  const { busy } = commands;
  const mine = { mode: 'some' as const, ids: new Set([detail.id]) };
  if (!open) {
    return (
      <Button disabled={busy} onClick={() => void commands.reopen(mine)}>
        {t('action.reopen')}
      </Button>
    );
  }
  const own = detail.owner === actor;
  return (
    <>
      <Button disabled={busy} onClick={() => void commands.assign(mine, own ? null : actor)}>
        {t(own ? 'action.unassign' : 'action.assignMe')}
      </Button>
      <GiveButton disabled={busy} onGive={(to) => void commands.give(mine, to)} />
      <SnoozeButton disabled={busy} onSnooze={(hours) => void commands.snooze(mine, hours)} />
      <Button disabled={busy} onClick={() => void commands.watch(mine, !detail.watched)}>
        {t(detail.watched ? 'action.unwatch' : 'action.watch')}
      </Button>
      {detail.entity === 'shipment' && detail.carrier && <ClaimButton id={detail.id} />}
      <span style={{ flex: 1 }} />
      <Button disabled={busy} onClick={() => void commands.resolve(mine, 'resolved')}>
        {t('action.resolve')}
      </Button>
    </>
  );
}

function ClaimButton({ id }: { id: number }) {
  const { t } = useTranslation('incidents');
  const { busy, perform } = useTold();
  const make = () =>
    perform(async () => {
      const { jobId } = await rpc.incidents.claimPdf({ id, language: currentLanguage() });
      await saveFileOf(jobId);
    });
  return (
    <Button disabled={busy} onClick={() => void make()}>
      {t('action.claim')}
    </Button>
  );
}

function ThingLink({ detail }: { detail: IncidentDetail }) {
  const { t } = useTranslation('incidents');
  const to = thingLink(detail);
  if (!to || detail.order) return null;
  return (
    <Link to={to} style={{ color: tokens.accent }}>
      {t('pane.open', { what: detail.key })}
    </Link>
  );
}

/** What was chosen before, with the way back. */
function DoneActions({ detail, commands }: { detail: IncidentDetail; commands: IncidentCommands }) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const words = useIncidentWords();
  if (detail.actions.length === 0) return null;
  return (
    <Section title={t('pane.actions')}>
      {detail.actions.map((action) => (
        <Fragment key={action.id}>
          <Row>
            <span className="grow" style={action.undoneAt ? { textDecoration: 'line-through' } : undefined}>
              {words.option(action.option)} {action.made && <strong>{action.made}</strong>}{' '}
              <span className="quiet">
                {action.actor}, {format.relative(action.at)}
                {action.costMinor > 0 && `, ${format.moneyMinor(action.costMinor, action.currency)}`}
              </span>
            </span>
            {action.undoneAt === null && (
              <Button
                size="small"
                disabled={commands.busy}
                aria-label={`${t('action.undo')}: ${words.option(action.option)}`}
                onClick={() => void commands.undo(action.id, action.option)}
              >
                {t('action.undo')}
              </Button>
            )}
          </Row>
          {action.undoneAt === null && <ClaimLine action={action} />}
        </Fragment>
      ))}
    </Section>
  );
}

function Children({ detail, onInside }: IncidentPaneProps & { detail: IncidentDetail }) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const words = useIncidentWords();
  const { data } = useQuery(
    orpc.incidents.list.queryOptions({
      input: { filter: { parentId: detail.id, states: ['open', 'snoozed'] }, limit: SHOWN_CHILDREN },
    }),
  );
  return (
    <Section
      title={t('pane.children')}
      actions={
        <Button size="small" onClick={() => onInside(detail.id)}>
          {t('pane.allChildren', { formatted: format.integer(detail.children) })}
        </Button>
      }
    >
      {data?.rows.map((row) => (
        <Row key={row.id}>
          <StatusChip quiet tone={toneOf(row.severity)} label={words.severity(row.severity)} />
          <Link className="grow" to={links.incident(row.id)} style={{ color: tokens.accent }}>
            {row.key}
          </Link>
          <span className="quiet">{row.customer}</span>
        </Row>
      ))}
    </Section>
  );
}

/** Closed ones of the same kind, and what was done about them. */
function Similar({ detail }: { detail: IncidentDetail }) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const words = useIncidentWords();
  if (detail.similar.length === 0) return null;
  return (
    <Section title={t('pane.similar')}>
      {detail.similar.map((past) => (
        <Row key={past.id}>
          <Link to={links.incident(past.id)} style={{ color: tokens.accent }}>
            {past.key}
          </Link>
          <span className="grow quiet">
            {past.option
              ? words.option(past.option)
              : t(`resolution.${past.resolution}`, { defaultValue: '' })}
          </span>
          <span className="quiet">{format.duration(past.hours * 3600)}</span>
        </Row>
      ))}
    </Section>
  );
}
