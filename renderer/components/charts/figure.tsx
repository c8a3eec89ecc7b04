import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { ChartNoAxesColumn, Table2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';

const Root = styled('figure')({ margin: 0, minWidth: 0 });

const Head = styled('figcaption')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 8,
  minHeight: 28,
  marginBottom: 4,
  '& h2': { fontSize: 'var(--v-font)', fontWeight: 600 },
});

/** A plain table of numbers: what a chart says, to be read. */
export const PlainTable = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': {
    padding: '4px 10px',
    height: 'var(--v-row)',
    borderBottom: `1px solid ${tokens.line}`,
    textAlign: 'end',
    fontWeight: 450,
    whiteSpace: 'nowrap',
  },
  '& th:first-of-type': { textAlign: 'start', paddingLeft: 0 },
  '& thead th': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)', fontWeight: 520 },
});

export interface FigureProps {
  /** The question that the chart answers. */
  title: string;
  chart: ReactNode;
  /** The same as a table. */
  table: ReactNode;
}

/** A chart under its question, which can be read as a table. */
export function Figure({ title, chart, table }: FigureProps) {
  const { t } = useTranslation('workbench');
  const [reading, setReading] = useState(false);
  const Icon = reading ? ChartNoAxesColumn : Table2;
  return (
    <Root>
      <Head>
        <h2>{title}</h2>
        <Button
          size="small"
          variant="text"
          startIcon={<Icon size={13} />}
          onClick={() => setReading(!reading)}
        >
          {t(reading ? 'chart.draw' : 'chart.read')}
        </Button>
      </Head>
      {reading ? table : chart}
    </Root>
  );
}
