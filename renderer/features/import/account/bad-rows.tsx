import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportAccount, QuarantineEntry } from '../../../../core/contract/import.ts';
import { DataTable } from '../../../components/table/data-table.tsx';
import { EMPTY_VIEW } from '../../../components/table/table-types.ts';
import { useRows } from '../../../components/table/use-paged-rows.ts';
import { useFormat } from '../../../lib/format.ts';
import { Panel } from '../import-styles.ts';
import { useQuarantineColumns } from '../quarantine/quarantine-columns.tsx';

const ROW_PX = 34;
const HEAD_PX = 76;
const MOST_SHOWN = 12;

interface BadRowsProps {
  account: ImportAccount;
  code: string | null;
}

/** The rows that were set aside: where, what stands there, and why. */
export function BadRows({ account, code }: BadRowsProps) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const [view, setView] = useState(EMPTY_VIEW);
  const columns = useQuarantineColumns<QuarantineEntry>();
  const rows = useMemo(
    () => account.quarantine.filter((row) => code === null || row.code === code),
    [account, code],
  );
  const source = useRows(rows);
  const all =
    code === null
      ? account.totals.quarantined
      : (account.reasons.find((reason) => reason.code === code)?.rows ?? rows.length);
  return (
    <Panel aria-labelledby="import-account-rows">
      <header>
        <h2 id="import-account-rows">{t('account.badRows')}</h2>
        <span className="quiet">
          {rows.length < all
            ? t('account.firstRows', { shown: format.integer(rows.length), all: format.integer(all) })
            : t('rows', { count: all, formatted: format.integer(all) })}
        </span>
      </header>
      <div
        style={{
          display: 'flex',
          flexDirection: 'column',
          height: HEAD_PX + ROW_PX * Math.min(MOST_SHOWN, Math.max(1, rows.length)),
        }}
      >
        <DataTable<QuarantineEntry>
          label={t('account.badRows')}
          columns={columns}
          rowId={(row) => `${row.file} ${row.row} ${row.column}`}
          source={source}
          view={view}
          onViewChange={setView}
          empty={null}
        />
      </div>
    </Panel>
  );
}
