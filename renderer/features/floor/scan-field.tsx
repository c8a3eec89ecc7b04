import { styled } from '@mui/material/styles';
import { CircleCheck, OctagonX, ScanBarcode } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../lib/errors.ts';
import { tokens } from '../../lib/tokens.ts';
import { beep, isSoundOn } from './beep.ts';
import { floorErrorWords } from './floor-errors.ts';
import { useScanner } from './use-scanner.ts';

/** What a scan, or a key, came to. */
export interface ScanVerdict {
  tone: 'ok' | 'wrong';
  message: string;
}

interface ScanFieldProps {
  label: string;
  hint?: string;
  /** What fails is told in words, as a wrong scan. */
  onScan: (text: string) => Promise<ScanVerdict> | ScanVerdict;
  /** Keys that do something while nothing is typed: `Enter`, `+`. */
  keys?: Readonly<Record<string, () => void>>;
  /** A verdict of something else than a scan. */
  told?: ScanVerdict | null;
}

const Root = styled('div')({ display: 'grid', gap: 8 });
const Field = styled('label')({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  minHeight: 60,
  padding: '0 16px',
  border: `2px solid ${tokens.lineStrong}`,
  borderRadius: 10,
  backgroundColor: tokens.surface,
  color: tokens.textMuted,
  '&:focus-within': { borderColor: tokens.accent, color: tokens.accent },
  '& input': {
    flex: 1,
    minWidth: 0,
    border: 0,
    outline: 0,
    background: 'none',
    color: tokens.text,
    font: 'inherit',
    fontSize: 20,
  },
  '& input::placeholder': { color: tokens.textMuted, opacity: 1 },
});
const Verdict = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  minHeight: 48,
  padding: '8px 14px',
  borderRadius: 8,
  border: '1px solid transparent',
  fontSize: 16,
  fontWeight: 560,
  '&[data-tone="ok"]': { color: tokens.ok, backgroundColor: tokens.okSoft, borderColor: tokens.ok },
  '&[data-tone="wrong"]': {
    color: tokens.critical,
    backgroundColor: tokens.criticalSoft,
    borderColor: tokens.critical,
  },
  '& svg': { flexShrink: 0 },
});

function VerdictLine({ verdict }: { verdict: ScanVerdict | null }) {
  const { t } = useTranslation('floor');
  const Icon = verdict?.tone === 'wrong' ? OctagonX : CircleCheck;
  return (
    <Verdict data-tone={verdict?.tone} role={verdict?.tone === 'wrong' ? 'alert' : 'status'}>
      {verdict && (
        <>
          <Icon size={22} aria-hidden />
          <span>
            <span className="visually-hidden">{t(`verdict.${verdict.tone}`)}: </span>
            {verdict.message}
          </span>
        </>
      )}
    </Verdict>
  );
}

/** Scans one after the other, however quickly they come, each with its verdict. */
function useScans(onScan: ScanFieldProps['onScan']) {
  const { t } = useTranslation(['floor', 'common']);
  const [verdict, setVerdict] = useState<ScanVerdict | null>(null);
  const latest = useRef(onScan);
  latest.current = onScan;
  const queue = useRef<Promise<void>>(Promise.resolve());
  const tell = (next: ScanVerdict) => {
    setVerdict(next);
    if (isSoundOn()) beep(next.tone);
  };
  const scan = (text: string) => {
    queue.current = queue.current.then(async () => {
      try {
        tell(await latest.current(text));
      } catch (error) {
        tell({ tone: 'wrong', message: floorErrorWords(error, t) ?? describeError(error, t).title });
      }
    });
  };
  return { verdict, setVerdict, scan };
}

/** Where a scanner's text goes, wherever on the page it is typed; what it came to cannot be overlooked. */
export function ScanField({ label, hint, onScan, keys = {}, told = null }: ScanFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const { verdict, setVerdict, scan } = useScans(onScan);
  useScanner(field, keys);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (told) setVerdict(told);
  }, [told, setVerdict]);
  const enter = (event: KeyboardEvent<HTMLInputElement>) => {
    const text = event.currentTarget.value.trim();
    if (event.key === 'Escape') event.currentTarget.value = '';
    if (event.key !== 'Enter' || text === '') return;
    event.preventDefault();
    event.currentTarget.value = '';
    scan(text);
  };
  return (
    <Root>
      <Field htmlFor={id}>
        <ScanBarcode size={26} aria-hidden />
        <span className="visually-hidden">{label}</span>
        <input
          ref={field}
          id={id}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={hint ?? label}
          onKeyDown={enter}
        />
      </Field>
      <VerdictLine verdict={verdict} />
    </Root>
  );
}
