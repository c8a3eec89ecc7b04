import { IANAZone } from 'luxon';
import { z } from 'zod';
import type { TrackingParseOptions } from './easypost.ts';
import { readStatusWords } from './status-words.ts';

/** Options that all carriers' trackings share: how what they say is to be read. */
export const readingOptions = {
  timeZone: z
    .string()
    .default('UTC')
    .refine((zone) => IANAZone.isValidZone(zone), 'This is no time zone: Europe/Paris, say.')
    .meta({
      title: 'Time zone of times without one',
      description: 'For scans that bring neither a zone nor a place that has one.',
      'x-group': 'reading',
    }),
  statusWords: z
    .string()
    .max(100_000)
    .default('')
    .superRefine((text, context) => {
      for (const { line, reason } of readStatusWords(text).faults.slice(0, 5)) {
        context.addIssue({ code: 'custom', message: `Line ${line}: ${reason}` });
      }
    })
    .meta({
      title: 'Own status words',
      description: 'One a line: LIV = delivered, AVA = exception/damaged. They count before the usual lists.',
      'x-widget': 'textarea',
      'x-group': 'reading',
    }),
};

/** A base address without the slash at its end. */
export const baseUrl = (address: string) =>
  z
    .url({ protocol: /^https?$/, error: 'An address that begins with https://.' })
    .default(address)
    .transform((url) => url.replace(/\/+$/, ''));

export const maxAgeHours = z.number().int().min(1).max(168).default(24).meta({
  title: 'Oldest notification, hours',
  description: 'Notifications made longer ago are refused; what they told comes with the next poll.',
  'x-group': 'receiving',
});

let lastWords: { text: string; options: TrackingParseOptions } | null = null;

/** The options of parsing; the table of words is read once as long as it stays the same. */
export function parseOptionsOf(options: { timeZone: string; statusWords: string }): TrackingParseOptions {
  const text = `${options.timeZone}\n${options.statusWords}`;
  if (lastWords?.text !== text) {
    const { words } = readStatusWords(options.statusWords);
    lastWords = { text, options: { timeZone: options.timeZone, words } };
  }
  return lastWords.options;
}
