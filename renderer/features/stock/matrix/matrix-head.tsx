import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FacilityRef } from '../../../../core/contract/stock.ts';
import type { TableSort } from '../../../components/table/table-types.ts';
import { nextSort } from '../../../components/table/table-view.ts';
import { links } from '../../../lib/navigation.ts';
import { FACILITY_ICONS } from '../../lists/facility-label.tsx';
import type { Figure } from '../stock-health.ts';
import { CELL_WIDTH, START_WIDTH, START_WIDTHS } from './matrix-styles.ts';

interface MatrixHeadProps {
  facilities: readonly (FacilityRef | undefined)[];
  firstColumn: number;
  figure: Figure;
  sort: readonly TableSort[];
  onSort: (sort: TableSort[]) => void;
}

function SortButton({
  column,
  label,
  descFirst,
  sort,
  onSort,
}: {
  column: string;
  label: string;
  descFirst: boolean;
} & Pick<MatrixHeadProps, 'sort' | 'onSort'>) {
  const part = sort.find((one) => one.column === column);
  const Icon = part?.descending ? ArrowDown : ArrowUp;
  return (
    <button type="button" onClick={() => onSort(nextSort(sort, column, { descFirst }))}>
      {descFirst && part && <Icon size={12} strokeWidth={2.4} aria-hidden />}
      {label}
      {!descFirst && part && <Icon size={12} strokeWidth={2.4} aria-hidden />}
    </button>
  );
}

function FacilityHead({ facility, column }: { facility: FacilityRef | undefined; column: number }) {
  const { t } = useTranslation('stock');
  const style = { left: START_WIDTH + column * CELL_WIDTH };
  if (!facility) {
    return (
      <div className="facility" style={style}>
        <span className="bone" style={{ display: 'inline-block' }} />
      </div>
    );
  }
  const Icon = FACILITY_ICONS[facility.kind];
  return (
    <div
      role="columnheader"
      aria-colindex={column + 2}
      className="facility"
      style={style}
      title={`${facility.name} · ${t(`kind.${facility.kind}`)}`}
    >
      <span className="code">
        <Link to={links.facilityOnMap(facility.code)} style={{ color: 'inherit', textDecoration: 'none' }}>
          {facility.code}
        </Link>
      </span>
      <span className="city">
        <Icon size={12} aria-label={t(`kind.${facility.kind}`)} />
        <span>{facility.city ?? facility.name}</span>
      </span>
    </div>
  );
}

/** The facilities across the top, and the sortable heads of the product columns. */
export function MatrixHead({ facilities, firstColumn, figure, sort, onSort }: MatrixHeadProps) {
  const { t } = useTranslation('stock');
  const ariaSort = (column: string) => {
    const part = sort.find((one) => one.column === column);
    return part ? (part.descending ? 'descending' : 'ascending') : undefined;
  };
  const heads = [
    { column: 'sku', label: t('column.sku'), width: START_WIDTHS.sku, descFirst: false },
    { column: 'name', label: t('column.name'), width: START_WIDTHS.name, descFirst: false },
    { column: figure, label: t('matrix.total'), width: START_WIDTHS.total, descFirst: true },
  ];
  return (
    <div role="row" aria-rowindex={1} className="head">
      <div className="start">
        {heads.map(({ column, label, width, descFirst }) => (
          <span
            key={column}
            role="columnheader"
            aria-sort={ariaSort(column)}
            className={descFirst ? 'total' : undefined}
            style={{ width }}
          >
            <SortButton column={column} label={label} descFirst={descFirst} sort={sort} onSort={onSort} />
          </span>
        ))}
      </div>
      {facilities.map((facility, offset) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a facility stands at its number
        <FacilityHead key={firstColumn + offset} facility={facility} column={firstColumn + offset} />
      ))}
    </div>
  );
}
