import type { ExportRequest } from '../../../core/contract/workspace.ts';
import { saveMadeFile } from '../../lib/desktop.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { followJob } from '../../lib/jobs.ts';
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
  const job = await followJob(jobId);
  if (job.status === 'cancelled') return null;
  if (job.status !== 'done') throw new Error(job.error?.message ?? job.status);
  const made = job.outcome as { fileId: string; fileName: string };
  saveMadeFile(made);
  return made.fileName;
}
