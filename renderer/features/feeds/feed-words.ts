import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  FeedFault,
  MessageKind,
  RecordKind,
  RecordProblem,
} from '../../../core/contract/feed-records.ts';
import type { FeedRun } from '../../../core/contract/feeds.ts';
import { useFormat } from '../../lib/format.ts';
import { placeInFile } from './place-in-file.ts';

export interface FaultWords {
  title: string;
  action: string | null;
  /** The core's own sentence where the title is a translation of its code: it names hosts and figures. */
  detail: string | null;
}

/** A place that is a field of ours, which has a name in the user's language. */
const FIELD = /^[a-z][A-Za-z]*$/;

/** The feeds' words in the user's language, by the core's codes; the core's own sentence where a code is not known. */
export function useFeedWords() {
  const { t, i18n } = useTranslation(['feeds', 'import']);
  const format = useFormat();
  return useMemo(() => {
    const speaksEnglish = i18n.language.startsWith('en');
    const known = (key: string) => i18n.exists(`feeds:${key}`);
    /** The core speaks English and names what it saw; other languages say the code's general sentence. */
    const sentence = (key: string, own: string) => (speaksEnglish || !known(key) ? own : t(key));
    const field = (name: string) =>
      t(`import:field.${name}`, { defaultValue: t(`field.${name}`, { defaultValue: name }) });
    return {
      connector: (id: string) => t(`connector.${id}.name`, { defaultValue: id }),
      connectorText: (id: string) => t(`connector.${id}.description`, { defaultValue: '' }),
      kind: (kind: RecordKind) => t(`kind.${kind}`),
      kinds: (kinds: readonly RecordKind[]) => kinds.map((kind) => t(`kind.${kind}`)).join(', '),
      /** What the source calls a record. */
      rawKind: (kind: string) => t(`rawKind.${kind}`, { defaultValue: kind }),
      message: (kind: MessageKind) => t(`message.${kind}`),
      field,
      /** Where something is wrong: a field of ours, or a place in a file. */
      place: (place: string) => {
        if (FIELD.test(place)) return field(place);
        const parts = placeInFile(place);
        return parts ? parts.map(({ kind, which }) => t(`place.${kind}`, { which })).join(', ') : place;
      },
      /** A reason for many records. */
      reason: (code: string, own: string) =>
        t([`reason.${code}`, `import:reason.${code}`], { defaultValue: own }),
      /** What is wrong with one record. */
      problem: (problem: Pick<RecordProblem, 'code' | 'reason'>) =>
        speaksEnglish
          ? problem.reason
          : t([`reason.${problem.code}`, `import:reason.${problem.code}`], { defaultValue: problem.reason }),
      fault: (fault: FeedFault): FaultWords => {
        const title = sentence(`fault.${fault.code}.title`, fault.message);
        return {
          title,
          action: known(`fault.${fault.code}.action`)
            ? sentence(`fault.${fault.code}.action`, fault.action ?? t(`fault.${fault.code}.action`))
            : fault.action,
          detail: title === fault.message ? null : fault.message,
        };
      },
      interval: (seconds: number) =>
        seconds === 0 ? t('interval.manual') : t('interval.every', { duration: format.duration(seconds) }),
      value: (value: string | number | boolean | null) => {
        if (value === null) return t('nothing');
        if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
        return typeof value === 'number' ? format.decimal(value, 3) : value;
      },
      /** "12 applied, 3 unchanged, 1 set aside". */
      outcome: (run: Pick<FeedRun, 'applied' | 'unchanged' | 'stale' | 'waiting' | 'quarantined'>) => {
        const parts = (['applied', 'unchanged', 'stale', 'waiting', 'quarantined'] as const)
          .filter((part) => run[part] > 0)
          .map((part) => t(`outcome.${part}`, { count: run[part], formatted: format.integer(run[part]) }));
        return parts.length > 0 ? parts.join(', ') : t('outcome.nothing');
      },
    };
  }, [t, i18n, format]);
}

export type FeedWords = ReturnType<typeof useFeedWords>;
