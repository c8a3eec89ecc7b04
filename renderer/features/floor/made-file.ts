import { saveMadeFile } from '../../lib/desktop.ts';
import { followJob } from '../../lib/jobs.ts';
import { JobFailure } from '../routes/route-errors.ts';

/** Saves the file that a job makes. @returns its name; null when the job was cancelled @throws JobFailure */
export async function saveFileOf(jobId: string): Promise<string | null> {
  const job = await followJob(jobId);
  if (job.status === 'cancelled') return null;
  if (job.status !== 'done') throw new JobFailure(job.error ?? { code: job.status, message: job.status });
  const made = job.outcome as { fileId: string; fileName: string };
  saveMadeFile(made);
  return made.fileName;
}
