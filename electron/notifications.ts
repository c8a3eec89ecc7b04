import { Notification } from 'electron';
import type { NotificationRequest } from '../core/contract/desktop.ts';
import { paths } from './paths.ts';

/** Kept until they are gone: a notification that nobody holds is collected, and its click with it. */
const shown = new Set<Notification>();
const MOST_SHOWN = 20;

/** Shows a notification of the system. @returns false where the system has none */
export function showNotification({ title, body }: NotificationRequest, onClick: () => void): boolean {
  if (!Notification.isSupported()) return false;
  const notification = new Notification({ title, body, silent: true, icon: paths.icon });
  const forget = () => void shown.delete(notification);
  notification.on('click', () => {
    forget();
    onClick();
  });
  notification.on('close', forget);
  notification.on('failed', forget);
  const [oldest] = shown;
  if (oldest && shown.size >= MOST_SHOWN) {
    shown.delete(oldest);
    oldest.close();
  }
  shown.add(notification);
  notification.show();
  return true;
}
