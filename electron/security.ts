import { app, type Session, shell, type WebContents } from 'electron';
import { isOwnPage, isSafeExternal, START_PAGE } from './origin.ts';

/** The one permission that the page needs: to copy cells to the clipboard as text. */
const GRANTED = new Set(['clipboard-sanitized-write']);

function openOutside(url: string): void {
  if (isSafeExternal(url)) void shell.openExternal(url);
}

/** No page leaves Vigie, no page opens a window; https links go to the system's browser. */
function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (event.url.startsWith(`${START_PAGE}files/`)) return;
    event.preventDefault();
    openOutside(event.url);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Applies to every page that this process will ever create. */
export function confineAllPages(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

/** Camera, location, notifications, devices and all the rest: denied. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) => {
    decide(GRANTED.has(permission) && isOwnPage(requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => {
    return GRANTED.has(permission) && isOwnPage(origin);
  });
  session.setDevicePermissionHandler(() => false);
  session.setUSBProtectedClassesHandler(() => []);
}
