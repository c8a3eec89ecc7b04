import type { IncidentRow } from '../../contract/incidents.ts';
import type { OwnerFilter } from '../../contract/owner-filter.ts';

/** What the next shift is told. */
export interface HandoverFacts {
  now: number;
  since: number;
  /** Whose incidents it is about, and the names of my teams. */
  owner: OwnerFilter;
  teams: readonly string[];
  open: readonly IncidentRow[];
  openTotal: number;
  opened: number;
  closed: number;
  acted: number;
}

const WORDS = {
  en: {
    locale: 'en-GB',
    title: 'Handover',
    whose: { all: '', me: ' (mine)', nobody: ' (nobody’s)' },
    sums: (f: HandoverFacts) =>
      `Since ${time(f.since, 'en-GB')}: ${f.opened} opened, ${f.closed} closed, ${f.acted} acted on. Open now: ${f.openTotal}.`,
    pressing: 'Most pressing:',
    nobody: 'nobody',
    line: (row: IncidentRow, due: string, owner: string) =>
      `- [S${row.severity}] ${row.key}${row.place ? `, ${row.place}` : ''}: due ${due}, ${owner}${row.children > 0 ? `, ${row.children} inside` : ''}`,
  },
  fr: {
    locale: 'fr-FR',
    title: 'Relève',
    whose: { all: '', me: ' (les miens)', nobody: ' (sans responsable)' },
    sums: (f: HandoverFacts) =>
      `Depuis ${time(f.since, 'fr-FR')} : ${f.opened} ouverts, ${f.closed} clos, ${f.acted} traités. Ouverts à cette heure : ${f.openTotal}.`,
    pressing: 'Les plus pressants :',
    nobody: 'personne',
    line: (row: IncidentRow, due: string, owner: string) =>
      `- [G${row.severity}] ${row.key}${row.place ? `, ${row.place}` : ''} : échéance ${due}, ${owner}${row.children > 0 ? `, ${row.children} à l’intérieur` : ''}`,
  },
} as const;

/** A handover note as plain text. */
export function handoverText(facts: HandoverFacts, language: 'en' | 'fr'): string {
  const words = WORDS[language];
  const lines = facts.open.map((row) =>
    words.line(row, time(row.dueAt, words.locale), row.owner ?? row.team ?? words.nobody),
  );
  const whose = facts.owner === 'team' ? ` (${facts.teams.join(', ')})` : words.whose[facts.owner];
  return [
    `${words.title}${whose} ${time(facts.now, words.locale)}`,
    words.sums(facts),
    ...(lines.length > 0 ? ['', words.pressing, ...lines] : []),
  ].join('\n');
}

function time(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(at);
}
