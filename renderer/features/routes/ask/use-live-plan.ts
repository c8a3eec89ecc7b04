import { useEffect, useState } from 'react';
import type { LiveRoutes } from '../../../../core/contract/routes.ts';
import { rpc } from '../../../lib/rpc.ts';

export interface LivePlan {
  problem: Extract<LiveRoutes, { type: 'problem' }> | null;
  best: Extract<LiveRoutes, { type: 'best' }> | null;
}

const REWATCH_AFTER_MS = 150;
const NOTHING: LivePlan = { problem: null, best: null };

/** A search as it runs: its stops once they are known, then the best plan so far. */
export function useLivePlan(jobId: string | null): LivePlan {
  const [live, setLive] = useState(NOTHING);
  useEffect(() => {
    setLive(NOTHING);
    if (!jobId) return;
    const controller = new AbortController();
    const { signal } = controller;
    const watch = async () => {
      // The search begins a little after its job: until then there is nothing to watch.
      let seen = false;
      while (!signal.aborted && !seen) {
        for await (const news of await rpc.routes.live({ jobId }, { signal })) {
          if (news.type === 'ended') break;
          seen = true;
          setLive((now) => ({ ...now, [news.type]: news }));
        }
        await new Promise((resolve) => setTimeout(resolve, REWATCH_AFTER_MS));
      }
    };
    watch().catch(() => {});
    return () => controller.abort();
  }, [jobId]);
  return live;
}
