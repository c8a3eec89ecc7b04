import { ORPCError } from '@orpc/client';
import { QueryClient } from '@tanstack/react-query';

const TRANSIENT_RETRIES = 2;

function worthRetrying(failures: number, error: Error): boolean {
  if (error instanceof ORPCError && error.status < 500) return false;
  return failures < TRANSIENT_RETRIES;
}

/** The core is local: answers are fresh until it says that something changed (see events.ts), online or not. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 60_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: worthRetrying,
      retryDelay: (failures) => 150 * 2 ** failures,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
