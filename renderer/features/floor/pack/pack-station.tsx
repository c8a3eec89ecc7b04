import { useQuery } from '@tanstack/react-query';
import { Package } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { ScanField } from '../scan-field.tsx';
import { Station, StationList } from '../station-parts.tsx';
import { Bench } from './bench.tsx';
import { usePacking } from './use-packing.ts';

/** The packing station: a shipment is scanned, its boxes are suggested, it is packed and labelled. */
export function PackStation({ facility }: { facility: string }) {
  const { t } = useTranslation('floor');
  const format = useFormat();
  const work = usePacking();
  const { data, error, refetch } = useQuery(orpc.packing.waiting.queryOptions({ input: { facility } }));
  const { bench } = work;
  const ready = bench?.canPack ? () => work.pack() : undefined;
  return (
    <Station>
      <div className="work">
        <ScanField
          label={t('pack.scan')}
          hint={t('pack.scanHint')}
          keys={ready ? { Enter: ready } : {}}
          told={work.told}
          onScan={work.scan}
        />
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {bench ? (
          <Bench key={`${bench.shipment} ${bench.status}`} packing={bench} work={work} />
        ) : (
          <EmptyState icon={Package} title={t('pack.empty')}>
            {t('pack.emptyText')}
          </EmptyState>
        )}
      </div>
      <aside aria-label={t('pack.waiting')}>
        <h2>{t('pack.waiting')}</h2>
        {data?.length === 0 && <p>{t('pack.none')}</p>}
        <StationList>
          {data?.map((row) => (
            <li key={row.shipment}>
              <button
                type="button"
                aria-current={row.shipment === bench?.shipment}
                onClick={() => void work.open(row.shipment)}
              >
                <strong>{row.shipment}</strong>
                <span className="quiet">
                  {[row.customer, row.carrier, t('pack.unitCount', { count: row.units })]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <span className="quiet">
                  {row.status === 'packed'
                    ? t('pack.isPacked')
                    : row.promisedAt !== null &&
                      t('pack.promised', { date: format.dateTime(row.promisedAt) })}
                </span>
              </button>
            </li>
          ))}
        </StationList>
      </aside>
    </Station>
  );
}
