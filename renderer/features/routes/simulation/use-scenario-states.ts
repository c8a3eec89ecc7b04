import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { JobView } from '../../../../core/contract/jobs.ts';
import type { SimulationView } from '../../../../core/contract/simulations.ts';
import { followJob, hasEnded } from '../../../lib/jobs.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc } from '../../../lib/rpc.ts';

/** Jobs as they are now, live until they end. */
function useJobs(ids: readonly string[]): ReadonlyMap<string, JobView> {
  const [jobs, setJobs] = useState<ReadonlyMap<string, JobView>>(new Map());
  const key = ids.join(' ');
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    for (const id of key.split(' ').filter(Boolean)) {
      const onChange = (job: JobView) => setJobs((now) => new Map(now).set(id, job));
      followJob(id, { onChange, signal }).then(
        () => void queryClient.invalidateQueries({ queryKey: orpc.simulations.key() }),
        () => {},
      );
    }
    return () => controller.abort();
  }, [key]);
  return jobs;
}

/** The scenarios of a simulation, each with its job and its plan. */
export function useScenarioStates({ scenarios }: SimulationView) {
  const jobs = useJobs(scenarios.flatMap(({ jobId }) => jobId ?? []));
  const plans = useQueries({
    queries: scenarios.map(({ planId }) => ({
      ...orpc.routes.plan.queryOptions({ input: { planId: planId ?? 0 } }),
      enabled: planId !== null,
    })),
  });
  return scenarios.map((scenario, index) => {
    const job = (scenario.jobId && jobs.get(scenario.jobId)) || null;
    const plan = scenario.planId === null ? undefined : plans[index]?.data;
    return { scenario, job, running: job !== null && !hasEnded(job), plan };
  });
}
