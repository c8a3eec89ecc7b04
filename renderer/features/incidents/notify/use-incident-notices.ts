import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../../../core/contract/incidents.ts';
import { desktop } from '../../../lib/desktop.ts';
import { useCoreEvents } from '../../../lib/events.ts';
import { useFormat } from '../../../lib/format.ts';
import { openNotice, playTone, showNotice } from '../../../lib/notices.ts';
import { rpc } from '../../../lib/rpc.ts';
import { useIncidentWords } from '../incident-words.ts';
import { announce } from './announce.ts';
import { isQuiet, useNotifySettings } from './notify-settings.ts';

/** Changes come in bursts: what opens within so long comes as one. */
const JOIN_MS = 2_000;
const CLOCK_MS = 30_000;
const MOST_READ = 1000;

/** Those opened since an instant, this grave or graver, on the top level. */
async function openedSince(since: number, severity: number): Promise<IncidentRow[]> {
  const severities = [1, 2, 3, 4].filter((level) => level <= severity);
  const { rows } = await rpc.incidents.list({
    filter: { severities, detectedFrom: since },
    limit: MOST_READ,
  });
  return rows;
}

/** Announces new incidents outside the window: joined, and not in quiet hours. Mounted once, for as long as Vigie is open. */
export function useIncidentNotices(): void {
  const { t } = useTranslation(['incident-settings']);
  const words = useIncidentWords();
  const format = useFormat();
  const settings = useNotifySettings();
  const seen = useRef({ since: Date.now(), told: new Set<number>(), waiting: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const look = async (): Promise<void> => {
    const { current } = seen;
    if (!settings.on || isQuiet(settings, new Date())) return;
    current.waiting = false;
    const since = current.since;
    const rows = await openedSince(since, settings.severity);
    const fresh = rows.filter(({ id }) => !current.told.has(id));
    const notice = announce(fresh, { severity: settings.severity, since }, { t, words, format });
    if (!notice) return;
    current.since = Math.max(...rows.map(({ detectedAt }) => detectedAt));
    current.told = new Set(rows.filter(({ detectedAt }) => detectedAt === current.since).map(({ id }) => id));
    await showNotice(notice);
    if (settings.sound) playTone();
  };
  const latest = useRef(look);
  latest.current = look;
  const lookSoon = () => {
    seen.current.waiting = true;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      // When the core is away, the clock looks again.
      latest.current().catch(() => {
        seen.current.waiting = true;
      });
    }, JOIN_MS);
  };

  useCoreEvents((event) => {
    if (settings.on && event.type === 'incidents.changed') lookSoon();
  });
  useEffect(() => {
    // What opened before it was turned on is no news.
    seen.current = { since: Date.now(), told: new Set(), waiting: false };
    if (!settings.on) return;
    const clock = setInterval(() => {
      if (seen.current.waiting) latest.current().catch(() => {});
    }, CLOCK_MS);
    return () => clearInterval(clock);
  }, [settings.on]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => desktop?.onNotificationClick(openNotice), []);
}
