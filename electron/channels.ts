import { z } from 'zod';
import {
  type CoreState,
  colourScheme,
  language,
  type MenuCommand,
  notificationRequest,
  openFilesRequest,
  saveFileRequest,
  secretName,
  secretValue,
} from '../core/contract/desktop.ts';

/** What the page may ask of the shell: the arguments of each channel, checked on arrival. */
export const requests = {
  'files:open': z.tuple([openFilesRequest]),
  'files:save': z.tuple([saveFileRequest]),
  'files:show': z.tuple([z.string().min(1)]),
  'files:dropped': z.tuple([z.string().min(1)]),
  'workspace:open': z.tuple([z.enum(['open', 'create'])]),
  'secrets:set': z.tuple([secretName, secretValue]),
  'secrets:has': z.tuple([secretName]),
  'secrets:delete': z.tuple([secretName]),
  'shell:language': z.tuple([language]),
  'shell:scheme': z.tuple([colourScheme]),
  'shell:notify': z.tuple([notificationRequest]),
  'core:state': z.tuple([]),
  'core:restart': z.tuple([]),
  'core:port': z.tuple([]),
} as const;

export type Channel = keyof typeof requests;
/** What the page sends on a channel. */
export type Sent<C extends Channel> = z.input<(typeof requests)[C]>;
/** What the handler gets, checked. */
export type Received<C extends Channel> = z.output<(typeof requests)[C]>;

type Nothing = ReturnType<() => void>;

/** What the shell answers on a channel. */
export interface Answers {
  'files:open': string[];
  'files:save': string | null;
  'files:show': boolean;
  'files:dropped': Nothing;
  'workspace:open': string | null;
  'secrets:set': Nothing;
  'secrets:has': boolean;
  'secrets:delete': Nothing;
  'shell:language': Nothing;
  'shell:scheme': Nothing;
  'shell:notify': boolean;
  'core:state': CoreState;
  'core:restart': Nothing;
  'core:port': Nothing;
}

/** What the shell tells the page unasked. `vigie:port` comes with one transferred port. */
export interface Notices {
  'vigie:core-state': CoreState;
  'vigie:menu': MenuCommand;
  /** The link of a notification that was clicked. */
  'vigie:notification': string;
  'vigie:port': null;
}
export type Notice = keyof Notices;
