import type { ConnectorTools } from '../../connector.ts';
import type { TrytonOptions } from './options.ts';
import { TrytonClient } from './rpc/tryton-client.ts';
import { MODELS } from './sync/models.ts';

export type TrytonTools = ConnectorTools<TrytonOptions>;

export function openClient(tools: TrytonTools): TrytonClient {
  const { url, database, user } = tools.options;
  return new TrytonClient({
    http: tools.http,
    signal: tools.signal,
    url,
    database,
    user,
    password: () => tools.secret('password'),
    models: MODELS,
  });
}
