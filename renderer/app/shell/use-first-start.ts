import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { wantsWelcome } from '../../features/welcome/first-start.ts';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';

/** An empty workspace opens on the welcome screen instead of an empty map. */
export function useFirstStart(): void {
  const { data } = useQuery(orpc.workspace.info.queryOptions());
  const { pathname } = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    if (data && pathname === links.tower() && wantsWelcome(data))
      void navigate(links.welcome(), { replace: true });
  }, [data, pathname, navigate]);
}
