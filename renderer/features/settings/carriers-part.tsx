import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarrierSettings, CarrierTerms } from '../../../core/contract/carriers.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { useFormat } from '../../lib/format.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';
import { PlainTable } from '../import/import-styles.ts';
import { useTold } from '../lists/use-told.ts';
import { CarrierDialog } from './carrier-dialog.tsx';

function CarrierRow({ carrier, onEdit }: { carrier: CarrierSettings; onEdit: () => void }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { name, terms, mixShipments, mixOf } = carrier;
  const { mix } = terms;
  const share = mix && format.percent(mix.sharePercent / 100, 0);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="end">
        {terms.dimensionalDivisor === null ? '–' : format.integer(terms.dimensionalDivisor)}
      </td>
      <td className="end">{format.percent(terms.fuelPercent / 100)}</td>
      <td className="end">
        {terms.shipmentsPerDay === null ? t('carriers.noLimit') : format.integer(terms.shipmentsPerDay)}
      </td>
      <td className="end">
        {share ?? '–'}
        {mix && mixOf > 0 && (
          <div style={{ color: tokens.textMuted }}>
            {t('carriers.had', { share: format.percent(mixShipments / mixOf, 0) })}
          </div>
        )}
      </td>
      <td className="end">
        <Button size="small" aria-label={t('carriers.edit', { name })} onClick={onEdit}>
          {t('carriers.change')}
        </Button>
      </td>
    </tr>
  );
}

/** Carriers' terms: what the choice of a carrier counts with beside rates, cut-offs and promises. */
export function CarriersPart() {
  const { t } = useTranslation(['settings', 'common']);
  const { data, error, refetch } = useQuery(orpc.carriers.settings.queryOptions());
  const { busy, perform } = useTold();
  const [edited, setEdited] = useState<CarrierSettings | null>(null);
  const save = (carrier: CarrierSettings, terms: CarrierTerms) =>
    perform(async () => {
      await rpc.carriers.saveSettings({ code: carrier.code, terms });
      await refetch();
      showToast({ message: t('carriers.saved', { name: carrier.name }) });
      setEdited(null);
    });
  return (
    <Section level={2} title={t('carriers.title')}>
      <p style={{ color: tokens.textMuted, marginBottom: 10, lineHeight: 1.5 }}>{t('carriers.text')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p style={{ color: tokens.textMuted }}>{t('carriers.none')}</p>}
      {data && data.length > 0 && (
        <div style={{ overflowX: 'auto', margin: '0 -14px' }}>
          <PlainTable aria-label={t('carriers.title')}>
            <thead>
              <tr>
                <th scope="col">{t('carriers.carrier')}</th>
                <th scope="col" className="end">
                  {t('carriers.divisorColumn')}
                </th>
                <th scope="col" className="end">
                  {t('carriers.fuelPercent')}
                </th>
                <th scope="col" className="end">
                  {t('carriers.shipmentsPerDay')}
                </th>
                <th scope="col" className="end">
                  {t('carriers.sharePercent')}
                </th>
                <th scope="col">
                  <span className="visually-hidden">{t('carriers.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((carrier) => (
                <CarrierRow key={carrier.code} carrier={carrier} onEdit={() => setEdited(carrier)} />
              ))}
            </tbody>
          </PlainTable>
        </div>
      )}
      {edited && (
        <CarrierDialog
          carrier={edited}
          busy={busy}
          onSave={(terms) => void save(edited, terms)}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}
