import { saveMadeFile } from './desktop.ts';
import { followJob, outcomeOf } from './jobs.ts';

/** Saves the file that a job makes. @returns its name; null when the job was cancelled @throws JobFailure */
export async function saveFileOf(jobId: string): Promise<string | null> {
  const made = outcomeOf<{ fileId: string; fileName: string }>(await followJob(jobId));
  if (made) saveMadeFile(made);
  return made?.fileName ?? null;
}
