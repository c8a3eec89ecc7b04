import { z } from 'zod';
import { recordProblem } from '../../../contract/feed-records.ts';
import type { RawItem } from '../../connector.ts';
import type { ParsedItem } from '../../record.ts';
import { shownName } from './names.ts';
import { type FileProblem, fileError } from './read/file-reading.ts';

const fileBody = z.object({ file: z.string(), problems: z.array(recordProblem) });
const MOST_PROBLEMS = 50;

/** A file that could not be used, or not wholly, as an item of its own: so that it is seen in quarantine. */
export function fileItem(
  name: string,
  hash: string,
  version: number | null,
  problems: readonly Pick<FileProblem, 'severity' | 'code' | 'reason' | 'place' | 'value'>[],
): RawItem {
  const told = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ severity, code, reason, place, value }) => ({ severity, code, reason, place, value }));
  const body = JSON.stringify({ file: shownName(name), problems: told });
  return {
    kind: 'file',
    key: `${shownName(name)}|${hash.slice(0, 20)}`,
    version,
    body,
    parsed: parseFile(body),
  };
}

/** What such an item says: nothing but what is wrong. */
export function parseFile(body: string): ParsedItem {
  try {
    return { records: [], problems: fileBody.parse(JSON.parse(body)).problems };
  } catch {
    return {
      records: [],
      problems: [
        fileError('notAFile', 'This tells of a file and cannot be mended here: drop the file again.'),
      ],
    };
  }
}
