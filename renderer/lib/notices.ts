import { desktop } from './desktop.ts';

/** What is announced outside the window; its click opens `link`. */
export interface Notice {
  title: string;
  body: string;
  /** An address of this program, without the `#`. */
  link: string;
}

/** `ask`: nobody has been asked yet; `denied`: the browser refuses; `none`: it has no notifications. */
export type NoticePermission = 'granted' | 'ask' | 'denied' | 'none';

const TAG = 'vigie.incidents';

export function noticePermission(): NoticePermission {
  if (desktop) return 'granted';
  if (typeof Notification === 'undefined') return 'none';
  return Notification.permission === 'default' ? 'ask' : Notification.permission;
}

/** Asks whether notices may be shown; call it on a click. */
export async function askForNotices(): Promise<NoticePermission> {
  if (noticePermission() === 'ask') await Notification.requestPermission();
  return noticePermission();
}

/** Goes to the screen that a notice is about. */
export function openNotice(link: string): void {
  window.location.hash = `#${link}`;
}

/** Shows a notice of the system; a newer one of a browser's replaces the one before. */
export async function showNotice({ title, body, link }: Notice): Promise<void> {
  if (desktop) {
    await desktop.notify({ title, body, link });
    return;
  }
  if (noticePermission() !== 'granted') return;
  const notice = new Notification(title, { body, tag: TAG, silent: true });
  notice.addEventListener('click', () => {
    window.focus();
    openNotice(link);
    notice.close();
  });
}

const TONES = [
  { hertz: 880, at: 0 },
  { hertz: 660, at: 0.16 },
] as const;
const TONE_SECONDS = 0.14;
const LOUDNESS = 0.08;

/** Two short tones. Silent where the browser does not let a page sound yet. */
export function playTone(): void {
  const audio = new AudioContext();
  for (const { hertz, at } of TONES) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + at;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(LOUDNESS, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + TONE_SECONDS);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + TONE_SECONDS);
  }
  setTimeout(() => void audio.close(), 1000);
}
