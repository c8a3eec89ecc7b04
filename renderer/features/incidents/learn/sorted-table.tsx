import { styled } from '@mui/material/styles';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { PlainTable } from '../../../components/charts/figure.tsx';
import { tokens } from '../../../lib/tokens.ts';

const Head = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 3,
  padding: 0,
  border: 0,
  background: 'none',
  font: 'inherit',
  color: 'inherit',
  cursor: 'pointer',
  '&:hover': { color: tokens.text },
});

export interface SortedColumn<Row> {
  key: string;
  label: string;
  /** What it is sorted by; null comes last. */
  value: (row: Row) => string | number | null;
  cell: (row: Row) => ReactNode;
}

interface SortedTableProps<Row> {
  label: string;
  columns: readonly SortedColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Sorted by this at first. */
  by: string;
}

/** A table of figures that is all here, sorted by a click on a head. */
export function SortedTable<Row>({ label, columns, rows, rowKey, by }: SortedTableProps<Row>) {
  const [sort, setSort] = useState({ key: by, descending: true });
  const column = columns.find(({ key }) => key === sort.key);
  const sorted = column
    ? rows.toSorted((a, b) => compare(column.value(a), column.value(b), sort.descending))
    : rows;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  const choose = (key: string) =>
    setSort({ key, descending: key === sort.key ? !sort.descending : key !== columns[0]?.key });
  return (
    <div style={{ overflowX: 'auto' }}>
      <PlainTable aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, label: head }) => (
              <th
                key={key}
                scope="col"
                aria-sort={key !== sort.key ? undefined : sort.descending ? 'descending' : 'ascending'}
              >
                <Head type="button" onClick={() => choose(key)}>
                  {head}
                  {key === sort.key && <Arrow size={11} aria-hidden />}
                </Head>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, cell }, index) =>
                index === 0 ? (
                  <th key={key} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key}>{cell(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </div>
  );
}

function compare(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b);
  return descending ? -order : order;
}
