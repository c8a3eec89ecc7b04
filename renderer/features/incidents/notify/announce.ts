import type { TFunction } from 'i18next';
import type { IncidentRow } from '../../../../core/contract/incidents.ts';
import type { Format } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import type { Notice } from '../../../lib/notices.ts';

const MOST_TITLE = 120;
const MOST_BODY = 500;

interface Words {
  kind: (kind: string) => string;
  severity: (severity: number) => string;
  about: (row: IncidentRow) => string;
}

interface Tools {
  t: TFunction<readonly ['incident-settings']>;
  words: Words;
  format: Format;
}

/** One notice about all that is new, the gravest first; null when nothing is. @param severity this grave, or graver */
export function announce(
  rows: readonly IncidentRow[],
  { severity, since }: { severity: number; since: number },
  { t, words, format }: Tools,
): Notice | null {
  const [first] = rows;
  if (!first) return null;
  if (rows.length === 1) {
    const who = first.customer ?? first.order ?? first.place;
    return cut({
      title: t('notify.single', { severity: words.severity(first.severity), about: words.about(first) }),
      body: who
        ? t('notify.body', { kind: words.kind(first.kind), who })
        : t('notify.bodyAlone', { kind: words.kind(first.kind) }),
      link: links.incident(first.id),
    });
  }
  const levels = [...Map.groupBy(rows, (row) => row.severity)].sort(([a], [b]) => a - b);
  const parts = levels.map(([level, own]) =>
    t('notify.part', {
      formatted: format.integer(own.length),
      severity: words.severity(level).toLocaleLowerCase(format.locale),
    }),
  );
  return cut({
    title: t('notify.title', { count: rows.length, formatted: format.integer(rows.length) }),
    body: `${parts.join(', ')}\n${t('notify.gravest', { about: words.about(first) })}`,
    link: links.incidents({
      severities: [1, 2, 3, 4].filter((level) => level <= severity),
      detectedFrom: since,
    }),
  });
}

function cut({ title, body, link }: Notice): Notice {
  return { title: title.slice(0, MOST_TITLE), body: body.slice(0, MOST_BODY), link };
}
