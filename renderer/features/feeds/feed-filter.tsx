import { useTranslation } from 'react-i18next';
import { MultiSelectFilter } from '../../components/filters/multi-select-filter.tsx';
import { useFeeds } from './use-feeds.ts';

interface FeedFilterProps {
  value: number | undefined;
  onChange: (feedId: number | undefined) => void;
}

/** Only what one feed brought or takes. */
export function FeedFilter({ value, onChange }: FeedFilterProps) {
  const { t } = useTranslation('feeds');
  const { data } = useFeeds();
  return (
    <MultiSelectFilter
      label={t('filter.feed')}
      options={data?.map((feed) => ({ value: String(feed.id), label: feed.name }))}
      value={value === undefined ? undefined : [String(value)]}
      onChange={(chosen) => {
        const last = chosen?.at(-1);
        onChange(last === undefined ? undefined : Number(last));
      }}
    />
  );
}
