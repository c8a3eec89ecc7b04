import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Check, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DifferenceRow } from '../../../../core/contract/differences.ts';
import { FactList } from '../../../components/display/fact-list.tsx';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { SidePane } from '../../../components/layout/side-pane.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useFeedWords } from '../feed-words.ts';
import { DifferenceType, thingLink } from './difference-words.tsx';
import type { Resolution } from './use-differences.ts';

const Source = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  alignItems: 'center',
  gap: '2px 12px',
  padding: '10px 12px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  '& + &': { marginTop: 8 },
  '&.wins': { borderColor: tokens.ok },
  '& .name': { display: 'flex', gap: 8, alignItems: 'center', color: tokens.textMuted },
  '& .value': { fontSize: 16, fontWeight: 600, overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' },
  '& .since': { color: tokens.textQuiet, fontSize: 'calc(var(--v-font) - 1px)' },
});

interface DifferencePaneProps {
  row: DifferenceRow;
  busy: boolean;
  onResolve: (how: Resolution) => void;
  onClose: () => void;
}

function SourceCard({
  source,
  row,
  busy,
  onResolve,
}: { source: DifferenceRow['says'][number] } & Omit<DifferencePaneProps, 'onClose'>) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  const { feedId } = source;
  return (
    <Source className={source.wins ? 'wins' : undefined}>
      <div>
        <div className="name">
          {source.name}
          {source.wins && <StatusChip quiet tone="ok" label={t('differences.wins')} />}
        </div>
        <div className="value">{words.value(source.value)}</div>
        <div className="since" title={format.instant(source.since)}>
          {source.since === null
            ? t('differences.sinceUnknown')
            : t('differences.since', { when: format.relative(source.since) })}
        </div>
      </div>
      {row.status === 'open' && feedId !== null && (
        <Button disabled={busy} onClick={() => onResolve({ action: 'take', feedId })}>
          {t(row.type === 'deletedThere' ? 'differences.retire' : 'differences.take')}
        </Button>
      )}
    </Source>
  );
}

/** One difference: who says what since when, and the ways to settle it. */
export function DifferencePane({ row, busy, onResolve, onClose }: DifferencePaneProps) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  const thing = thingLink(row.kind, row.key);
  const key = row.key.replaceAll('|', ' · ');
  return (
    <SidePane
      name="difference"
      title={key}
      subtitle={[words.kind(row.kind), row.field && words.field(row.field)].filter(Boolean).join(' · ')}
      actions={<DifferenceType type={row.type} />}
      width={440}
      onClose={onClose}
      footer={
        row.status === 'open' ? (
          <Button
            startIcon={<Check size={14} />}
            disabled={busy}
            onClick={() => onResolve({ action: 'accept' })}
          >
            {t('differences.accept')}
          </Button>
        ) : (
          row.status === 'accepted' && (
            <Button
              startIcon={<RotateCcw size={13} />}
              disabled={busy}
              onClick={() => onResolve({ action: 'reopen' })}
            >
              {t('differences.reopen')}
            </Button>
          )
        )
      }
    >
      <Section title={t('differences.column.says')}>
        {row.says.map((source) => (
          <SourceCard key={source.feedId ?? 0} source={source} row={row} busy={busy} onResolve={onResolve} />
        ))}
      </Section>
      <Section title={t('facts.title')}>
        <FactList
          facts={[
            {
              label: t('differences.column.key'),
              value: thing ? (
                <Link to={thing} style={{ color: tokens.accent }}>
                  {key}
                </Link>
              ) : (
                key
              ),
            },
            { label: t('differences.column.type'), value: t(`differenceTypeHint.${row.type}`) },
            {
              label: t('differences.column.since'),
              value: <span title={format.instant(row.since)}>{format.relative(row.since)}</span>,
            },
            { label: t('differences.state'), value: t(`differences.status.${row.status}`) },
          ]}
        />
      </Section>
    </SidePane>
  );
}
