import type { ExportRequest } from '../../../core/contract/workspace.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { saveFileOf } from '../../lib/made-file.ts';
import { getPreferences, shownTimeZone } from '../../lib/preferences.ts';
import { rpc } from '../../lib/rpc.ts';

/** Writes a list as shown into a file and saves it. Resolves with its name; null when the user stopped the job. */
export async function exportList(
  request: Pick<ExportRequest, 'format' | 'columns' | 'list'>,
): Promise<string | null> {
  const { jobId } = await rpc.exports.start({
    ...request,
    language: currentLanguage(),
    timeZone: shownTimeZone(getPreferences()),
  });
  return saveFileOf(jobId);
}
