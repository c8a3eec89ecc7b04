import { expect, it } from 'vitest';
import { mentionName, namedIn } from '../../../../core/features/incidents/mentions.ts';

it('a comment names people with an @ that begins a word, each once', () => {
  expect(namedIn('@zoe and @Zoé.Martin: (@zoe) knows. @max!')).toEqual(['zoe', 'zoé.martin', 'max']);
  expect(namedIn('max@example.com, a@b, @ nobody, @@twice')).toEqual([]);
  expect(namedIn('Ask @jean-luc.')).toEqual(['jean-luc']);
});

it('a name with spaces has dots after an @', () => {
  expect(mentionName(' Zoé  Martin ')).toBe('zoé.martin');
});
