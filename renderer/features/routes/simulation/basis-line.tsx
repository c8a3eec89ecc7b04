import { useTranslation } from 'react-i18next';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useFacilityNames } from '../../sourcing/use-facility-names.ts';
import { noonOf } from './change-lines.ts';

/** What all scenarios begin with, in one line. */
export function BasisLine({ parameters }: { parameters: RouteParameters }) {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const facilityName = useFacilityNames();
  const { depots, day, searchSeconds } = parameters;
  return (
    <span style={{ color: tokens.textMuted }}>
      {t('basis.line', {
        depots: depots.map(facilityName).join(' + '),
        date: format.date(noonOf(day), 'UTC'),
        search: format.duration(searchSeconds),
      })}
    </span>
  );
}
