import { styled } from '@mui/material/styles';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { PlaybookDocument, PlaybookMode, PlaybookTrial } from '../../../core/contract/playbooks.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import type { PlaybookWords } from './playbook-words.ts';

const SETTLES_MS = 400;

/** What it would do now: asked for once the typing rests, the last answer standing meanwhile. */
export function useTrial(document: PlaybookDocument, mode: PlaybookMode, complete: boolean) {
  const [settled, setSettled] = useState(document);
  useEffect(() => {
    if (!complete) return;
    const timer = setTimeout(() => setSettled(document), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [document, complete]);
  return useQuery({
    ...orpc.playbooks.try.queryOptions({
      input: { document: settled, mode: mode === 'off' ? 'itself' : mode },
    }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

const Figures = styled('p')({
  margin: 0,
  padding: '8px 12px',
  borderRadius: 8,
  backgroundColor: tokens.subtle,
  lineHeight: 1.7,
  fontVariantNumeric: 'tabular-nums',
  minHeight: 46,
});

const Table = styled('table')({
  width: '100%',
  marginTop: 8,
  borderCollapse: 'collapse',
  '& th': { textAlign: 'start', fontWeight: 500, color: tokens.textMuted },
  '& th, & td': { padding: '4px 8px 4px 0', borderBottom: `1px solid ${tokens.line}`, verticalAlign: 'top' },
  '& .number': { textAlign: 'end', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

/** "It would start on 12 open incidents and cost 340 €", with some of them. */
export function TrialPanel({ trial, words }: { trial: ReturnType<typeof useTrial>; words: PlaybookWords }) {
  const { t } = words;
  const { data, error } = trial;
  return (
    <Section level={2} title={t('trial.title')}>
      {error ? (
        <ErrorState error={error} onRetry={() => void trial.refetch()} />
      ) : (
        <>
          <Figures role="status">{data ? trialWords(data, words) : t('trial.working')}</Figures>
          {data && data.examples.length > 0 && <Examples trial={data} words={words} />}
        </>
      )}
    </Section>
  );
}

function trialWords(trial: PlaybookTrial, { t, rules: { format } }: PlaybookWords): string {
  const { incidents, worked, costMinor, currency, byItself, asks } = trial;
  if (incidents === 0) return t('trial.none');
  const parts = [
    t('trial.incidents', { count: incidents, formatted: format.integer(incidents) }),
    t('trial.cost', { amount: format.moneyMinor(costMinor, currency) }),
    ...(byItself > 0 ? [t('trial.byItself', { count: byItself, formatted: format.integer(byItself) })] : []),
    ...(asks > 0 ? [t('trial.asks', { count: asks, formatted: format.integer(asks) })] : []),
    ...(worked < incidents ? [t('trial.worked', { count: worked, formatted: format.integer(worked) })] : []),
  ];
  return parts.join(' ');
}

function Examples({ trial, words }: { trial: PlaybookTrial; words: PlaybookWords }) {
  const { t, rules } = words;
  return (
    <Table>
      <thead>
        <tr>
          <th>{t('trial.about')}</th>
          <th>{t('trial.would')}</th>
          <th className="number">{t('trial.money')}</th>
        </tr>
      </thead>
      <tbody>
        {trial.examples.map(({ incidentId, key, kind, options, costMinor, asks }) => (
          <tr key={incidentId}>
            <td>
              <Link to={links.incident(incidentId)} style={{ color: tokens.accent }}>
                {key}
              </Link>{' '}
              <span style={{ color: tokens.textMuted }}>{words.kind(kind)}</span>
            </td>
            <td>
              {options.length > 0 ? options.map(words.option).join(', ') : t('trial.nothing')}
              {asks && <span style={{ color: tokens.textMuted }}> · {t(`ask.${asks}`)}</span>}
            </td>
            <td className="number">{rules.format.moneyMinor(costMinor, trial.currency)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
