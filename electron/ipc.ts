import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import {
  type Answers,
  type Channel,
  type Notice,
  type Notices,
  type Received,
  requests,
} from './channels.ts';
import { isOwnPage } from './origin.ts';

interface Caller {
  sender: WebContents;
  senderFrame: WebFrameMain | null;
}

function refuseStranger(channel: Channel, { senderFrame }: Caller): void {
  if (senderFrame && senderFrame.parent === null && isOwnPage(senderFrame.url)) return;
  throw new Error(`${channel} was refused: only Vigie's own page may ask for it.`);
}

function checkArguments<C extends Channel>(channel: C, args: unknown[]): Received<C> {
  const parsed = requests[channel].safeParse(args);
  if (parsed.success) return parsed.data as Received<C>;
  const reasons = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`,
  );
  throw new Error(`${channel} was refused: ${reasons.join('; ')}.`);
}

/** Answers a channel: the sender is checked, then the arguments, then the handler runs. */
export function answer<C extends Channel>(
  channel: C,
  handler: (args: Received<C>, sender: WebContents) => Answers[C] | Promise<Answers[C]>,
): void {
  ipcMain.handle(channel, (event, ...args: unknown[]) => {
    refuseStranger(channel, event);
    return handler(checkArguments(channel, args), event.sender);
  });
}

/** Tells a page something. */
export function notify<N extends Exclude<Notice, 'vigie:port'>>(
  contents: WebContents,
  notice: N,
  body: Notices[N],
): void {
  if (!contents.isDestroyed()) contents.send(notice, body);
}
