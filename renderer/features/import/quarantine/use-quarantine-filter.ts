import { useSearchParams } from 'react-router';
import { type QuarantineLink, readFilter } from '../../../lib/navigation.ts';

/** Which quarantined rows are shown, in the URL. */
export function useQuarantineFilter() {
  const [params, setParams] = useSearchParams();
  const filter = readFilter<QuarantineLink>(params);
  const set = (patch: Partial<QuarantineLink>) => {
    const next = JSON.parse(JSON.stringify({ ...filter, ...patch })) as QuarantineLink;
    if (next.status === 'open') delete next.status;
    const changed = new URLSearchParams(params);
    if (Object.keys(next).length > 0) changed.set('filter', JSON.stringify(next));
    else changed.delete('filter');
    setParams(changed);
  };
  return { filter, set };
}
