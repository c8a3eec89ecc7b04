import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FeedView } from '../../../../core/contract/feeds.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PlainTable } from '../../import/import-styles.ts';
import { useFeedWords } from '../feed-words.ts';

const COUNTS = ['there', 'here', 'differing', 'missingHere', 'deletedThere'] as const;

/** What the last full comparison counted on either side. */
export function FeedCensus({ feed }: { feed: FeedView }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  const { data } = useQuery(orpc.feeds.census.queryOptions({ input: { id: feed.id } }));
  if (!data) return null;
  return (
    <Section
      title={t('census.title')}
      actions={
        feed.differences > 0 && (
          <Link to={links.differences({ feedId: feed.id })} style={{ color: tokens.accent }}>
            {t('census.differences', {
              count: feed.differences,
              formatted: format.integer(feed.differences),
            })}
          </Link>
        )
      }
    >
      {data.at === null ? (
        <p style={{ color: tokens.textMuted }}>{t('census.never')}</p>
      ) : (
        <>
          <p style={{ color: tokens.textMuted, marginBottom: 6 }} title={format.instant(data.at)}>
            {t('census.at', { when: format.relative(data.at) })}
          </p>
          <div style={{ overflowX: 'auto', margin: '0 -14px' }}>
            <PlainTable aria-label={t('census.title')}>
              <thead>
                <tr>
                  <th scope="col">{t('census.kind')}</th>
                  {COUNTS.map((count) => (
                    <th key={count} scope="col" className="end">
                      {t(`census.${count}`)}
                    </th>
                  ))}
                  <th scope="col">{t('census.checksum')}</th>
                </tr>
              </thead>
              <tbody>
                {data.kinds.map((row) => {
                  const equal = row.checksumThere === row.checksumHere;
                  return (
                    <tr key={row.kind}>
                      <th scope="row">{t(`kind.${row.kind}`, { defaultValue: words.rawKind(row.kind) })}</th>
                      {COUNTS.map((count) => (
                        <td key={count} className={row[count] === 0 ? 'end zero' : 'end'}>
                          {format.integer(row[count])}
                        </td>
                      ))}
                      <td
                        title={`${row.checksumThere} / ${row.checksumHere}`}
                        style={{ whiteSpace: 'nowrap' }}
                      >
                        <span style={{ display: 'inline-flex', alignItems: 'center', gap: 5 }}>
                          <SeverityIcon severity={equal ? 'ok' : 'warning'} size={13} />
                          {t(equal ? 'census.equal' : 'census.unequal')}
                        </span>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </PlainTable>
          </div>
        </>
      )}
    </Section>
  );
}
