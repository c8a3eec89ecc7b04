import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRun } from '../../../../core/contract/feeds.ts';
import { useElementSize } from '../../../components/table/use-element-size.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { RUN_PARTS, type RunPart, runBars } from './run-figures.ts';

const HEIGHT = 64;
const HEAD = 14;

const FILL: Record<RunPart, string> = {
  applied: tokens.accent,
  unchanged: tokens.lineStrong,
  setAside: tokens.warning,
};

const Root = styled('figure')({
  margin: 0,
  '& svg': { display: 'block', width: '100%', overflow: 'visible' },
  '& .axis': {
    display: 'flex',
    justifyContent: 'space-between',
    marginTop: 4,
    color: tokens.textQuiet,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontVariantNumeric: 'tabular-nums',
  },
  '& .legend': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 12px',
    marginTop: 6,
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
  },
  '& .legend span': { display: 'inline-flex', alignItems: 'center', gap: 5 },
  '& .legend i': { width: 12, height: 8, borderRadius: 2 },
  '& .legend svg': { width: 9, height: 9 },
});

/** A cross: the run failed. Says so by its shape. */
function FailedMark({ x, y }: { x: number; y: number }) {
  return (
    <path
      d={`M${x - 3} ${y - 3}l6 6m0 -6l-6 6`}
      stroke={tokens.critical}
      strokeWidth={1.8}
      strokeLinecap="round"
      fill="none"
    />
  );
}

function Bars({ runs, width }: { runs: readonly FeedRun[]; width: number }) {
  const format = useFormat();
  return runBars(runs, width, HEIGHT - HEAD).map(({ run, x, width: wide, parts }) => (
    <g key={run.id}>
      <title>{format.dateTime(run.startedAt)}</title>
      {parts.map(({ part, y, height }) => (
        <rect key={part} x={x} y={y + HEAD} width={wide} height={height} rx={1} fill={FILL[part]} />
      ))}
      {run.status === 'failed' && (
        <FailedMark x={x + wide / 2} y={(parts.at(-1)?.y ?? HEIGHT - HEAD) + HEAD - 7} />
      )}
    </g>
  ));
}

/** What the last runs brought, oldest at the left. */
export function RunChart({ runs }: { runs: readonly FeedRun[] }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const [element, setElement] = useState<HTMLElement | null>(null);
  const { width } = useElementSize(element);
  const times = runs.map((run) => run.startedAt);
  return (
    <Root ref={setElement}>
      <svg
        height={HEIGHT}
        role="img"
        aria-label={t('runs.chart', { count: runs.length, formatted: format.integer(runs.length) })}
      >
        <line x1={0} x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke={tokens.line} />
        {width > 0 && <Bars runs={runs} width={width} />}
      </svg>
      <div className="axis" aria-hidden>
        <span>{format.dateTime(Math.min(...times))}</span>
        <span>{format.dateTime(Math.max(...times))}</span>
      </div>
      <figcaption className="legend">
        {RUN_PARTS.map((part) => (
          <span key={part}>
            <i style={{ background: FILL[part] }} /> {t(`runs.part.${part}`)}
          </span>
        ))}
        <span>
          <svg viewBox="0 0 9 9" aria-hidden>
            <FailedMark x={4.5} y={4.5} />
          </svg>
          {t('runs.part.failed')}
        </span>
      </figcaption>
    </Root>
  );
}
