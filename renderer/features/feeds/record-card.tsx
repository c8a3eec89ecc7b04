import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { RecordView } from '../../../core/contract/feed-records.ts';
import { FactList } from '../../components/display/fact-list.tsx';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import { useFeedWords } from './feed-words.ts';

type Value = RecordView['fields'][string];

const INSTANT = /At$/;
const EARLIEST_INSTANT = 100_000_000_000;

const Root = styled('article')({
  padding: '8px 12px 10px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  '& > header': { display: 'flex', alignItems: 'center', gap: 8, marginBottom: 6 },
  '& > header strong': { fontWeight: 560, overflowWrap: 'anywhere' },
  '& > header span.kind': { color: tokens.textMuted },
  '& table': { width: '100%', marginTop: 8, borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
  '& th': {
    padding: '0 10px 3px 0',
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 450,
    textAlign: 'left',
  },
  '& td': { padding: '3px 10px 3px 0', borderTop: `1px solid ${tokens.line}`, overflowWrap: 'anywhere' },
});

/** A field's value as people write it: instants as dates, figures as figures, milestones in words. */
function useWritten() {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const words = useFeedWords();
  return (field: string, value: Value) => {
    if (typeof value === 'number' && INSTANT.test(field) && value > EARLIEST_INSTANT)
      return format.dateTime(value);
    return field === 'milestone' && typeof value === 'string'
      ? t(`milestone.${value}`, { defaultValue: value })
      : words.value(value);
  };
}

function Lines({ lines }: { lines: NonNullable<RecordView['lines']> }) {
  const words = useFeedWords();
  const written = useWritten();
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  return (
    <div style={{ overflowX: 'auto' }}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {words.field(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
            <tr key={index}>
              {columns.map((column) => (
                <td key={column}>{line[column] === undefined ? '' : written(column, line[column])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A record as it was understood. */
export function RecordCard({ record }: { record: RecordView }) {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  const written = useWritten();
  const said = Object.entries(record.fields).filter(([, value]) => value !== null);
  return (
    <Root>
      <header>
        <span className="kind">{words.kind(record.kind)}</span>
        <strong>{record.key}</strong>
        {record.deleted && <StatusChip tone="warning" quiet label={t('record.deleted')} />}
      </header>
      <FactList
        facts={said.map(([field, value]) => ({ label: words.field(field), value: written(field, value) }))}
      />
      {record.lines && record.lines.length > 0 && <Lines lines={record.lines} />}
    </Root>
  );
}
