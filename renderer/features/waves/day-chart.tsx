import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayProposal } from '../../../core/contract/waves.ts';
import { Figure, PlainTable } from '../../components/charts/figure.tsx';
import { useElementSize } from '../../components/table/use-element-size.ts';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';

const HOUR_MS = 3_600_000;
const ROW = 12;
const GAP = 3;
const LEFT = 34;
const RIGHT = 22;
const TOP = 18;
/** More pickers than this are not told apart by eye; the table names them all. */
const MOST_ROWS = 24;
/** Fills of waves one after the other, told apart by lightness too. */
const FILLS = [tokens.accent, tokens.info, tokens.ok, tokens.textMuted];

const Svg = styled('svg')({
  display: 'block',
  width: '100%',
  '& text': { fill: tokens.textMuted, fontSize: 10.5, fontVariantNumeric: 'tabular-nums' },
});

/** The day of the pickers: a bar for each batch, in its wave's fill, late ones marked; when each wave's carriers leave. */
export function DayChart({ proposal }: { proposal: DayProposal }) {
  const { t } = useTranslation('waves');
  return (
    <Figure
      title={t('chart.title', { count: proposal.pickers })}
      chart={<Bars proposal={proposal} />}
      table={<Loads proposal={proposal} />}
    />
  );
}

function Bars({ proposal }: { proposal: DayProposal }) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  const [holder, setHolder] = useState<HTMLDivElement | null>(null);
  const size = useElementSize(holder);
  const { waves, shiftFrom, shiftTo, timeZone } = proposal;
  const ends = waves.flatMap(({ batches, cutOffAt }) => [cutOffAt, ...batches.map(({ endsAt }) => endsAt)]);
  const from = Math.min(shiftFrom, ...waves.map(({ releaseAt }) => releaseAt));
  const to = Math.max(shiftTo, ...ends);
  const width = Math.max(320, size.width);
  const x = (at: number) => LEFT + ((at - from) / (to - from)) * (width - LEFT - RIGHT);
  const rows = Math.min(proposal.pickers, MOST_ROWS);
  const height = TOP + rows * (ROW + GAP) + 18;
  const step = to - from > 14 * HOUR_MS ? 2 * HOUR_MS : HOUR_MS;
  const hours = Array.from({ length: Math.ceil((to - from) / step) + 1 }, (_, i) => from + i * step);
  return (
    <div ref={setHolder}>
      <Svg viewBox={`0 0 ${width} ${height}`} height={height} role="img" aria-label={t('chart.label')}>
        {hours
          .filter((at) => at <= to)
          .map((at) => (
            <g key={at}>
              <line x1={x(at)} x2={x(at)} y1={TOP} y2={height - 16} stroke={tokens.line} />
              <text x={x(at)} y={height - 4} textAnchor="middle">
                {format.time(at, timeZone)}
              </text>
            </g>
          ))}
        {waves.flatMap((wave, index) =>
          wave.batches
            .filter(({ picker }) => picker < rows)
            .map(({ picker, startsAt, endsAt, orders, late }) => (
              <rect
                key={`${wave.templateId} ${picker} ${startsAt}`}
                x={x(startsAt)}
                y={TOP + picker * (ROW + GAP)}
                width={Math.max(1.5, x(endsAt) - x(startsAt) - 0.75)}
                height={ROW}
                rx={2}
                fill={FILLS[index % FILLS.length]}
                stroke={late > 0 ? tokens.critical : 'none'}
                strokeWidth={late > 0 ? 2 : 0}
              >
                <title>
                  {t('chart.batch', {
                    wave: wave.name,
                    count: orders,
                    from: format.time(startsAt, timeZone),
                    to: format.time(endsAt, timeZone),
                  })}
                  {late > 0 ? ` ${t('chart.lateInBatch', { count: late })}` : ''}
                </title>
              </rect>
            )),
        )}
        {Array.from({ length: rows }, (_, i) => i + 1).map((picker) => (
          <text key={picker} x={LEFT - 8} y={TOP + (picker - 1) * (ROW + GAP) + ROW - 2} textAnchor="end">
            {picker}
          </text>
        ))}
        {waves.map(({ templateId, name, cutOffAt }) => (
          <g key={templateId}>
            <line
              x1={x(cutOffAt)}
              x2={x(cutOffAt)}
              y1={TOP - 4}
              y2={height - 16}
              stroke={tokens.critical}
              strokeDasharray="4 3"
            />
            <text x={x(cutOffAt) - 4} y={TOP - 7} textAnchor="end">
              {t('chart.leaves', { wave: name })}
            </text>
          </g>
        ))}
      </Svg>
    </div>
  );
}

function Loads({ proposal }: { proposal: DayProposal }) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  return (
    <PlainTable>
      <thead>
        <tr>
          <th scope="col">{t('chart.wave')}</th>
          <th scope="col">{t('chart.batches')}</th>
          <th scope="col">{t('pane.orders')}</th>
          <th scope="col">{t('pane.pickTime')}</th>
          <th scope="col">{t('pane.readyAt')}</th>
          <th scope="col">{t('pane.late')}</th>
        </tr>
      </thead>
      <tbody>
        {proposal.waves.map(({ templateId, name, figures }) => (
          <tr key={templateId}>
            <th scope="row">{name}</th>
            <td>{format.integer(figures.batches)}</td>
            <td>{format.integer(figures.orders)}</td>
            <td>{format.duration(figures.pickSeconds)}</td>
            <td>{format.time(figures.readyAt, proposal.timeZone)}</td>
            <td>{format.integer(figures.late)}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
