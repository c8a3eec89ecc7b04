import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FilterBar } from '../../../components/filters/filter-bar.tsx';
import { SearchInput } from '../../../components/filters/search-input.tsx';
import { useFormat } from '../../../lib/format.ts';
import { type InboxLink, links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useOpenQuarantine } from '../../import/import-tabs.tsx';
import { FilterStrip } from '../../lists/filter-strip.tsx';
import { tidyFilter } from '../../lists/use-list-state.ts';
import { FeedFilter } from '../feed-filter.tsx';

interface InboxFiltersProps {
  filter: InboxLink;
  onChange: (filter: InboxLink, options?: { replace?: boolean }) => void;
}

/** Search and feed; and the way to the rows of imported files that wait in the same manner. */
export function InboxFilters({ filter, onChange }: InboxFiltersProps) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const files = useOpenQuarantine() ?? 0;
  const set = (patch: { feedId: number | undefined }) =>
    onChange(tidyFilter({ ...filter, ...patch }) as InboxLink);
  return (
    <FilterStrip style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
      <div style={{ flex: 1, minWidth: 0 }}>
        <FilterBar
          search={
            <SearchInput
              value={filter.search ?? ''}
              onChange={(search) => onChange({ ...filter, search }, { replace: true })}
              placeholder={t('inbox.search')}
            />
          }
        >
          <FeedFilter value={filter.feedId} onChange={(feedId) => set({ feedId })} />
        </FilterBar>
      </div>
      {files > 0 && (
        <Link to={links.quarantine()} style={{ color: tokens.accent, whiteSpace: 'nowrap' }}>
          {t('inbox.filesToo', { count: files, formatted: format.integer(files) })}
        </Link>
      )}
    </FilterStrip>
  );
}
