import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobView } from '../../../core/contract/jobs.ts';
import { useCoreEvents } from '../../lib/events.ts';
import { hasEnded } from '../../lib/jobs.ts';
import { orpc } from '../../lib/rpc.ts';

const RECENT = 20;

/** The latest jobs, live: the list from the core, overlaid with each change as it comes. */
export function useJobs(): { jobs: readonly JobView[]; running: readonly JobView[] } {
  const { data } = useQuery(orpc.jobs.list.queryOptions({ input: { limit: RECENT } }));
  const [live, setLive] = useState<ReadonlyMap<string, JobView>>(new Map());
  useCoreEvents((event) => {
    if (event.type === 'job.changed') setLive((known) => new Map(known).set(event.job.id, event.job));
  });
  const merged = new Map((data?.rows ?? []).map((job) => [job.id, job]));
  for (const [id, job] of live) {
    const listed = merged.get(id);
    if (!listed || !hasEnded(listed)) merged.set(id, job);
  }
  const jobs = [...merged.values()].sort((a, b) => b.createdAt - a.createdAt).slice(0, RECENT);
  return { jobs, running: jobs.filter((job) => !hasEnded(job)) };
}
