const KEY = 'vigie.welcomeSkipped';

/** Remembers that the user looked past the welcome screen of this workspace. */
export function skipWelcome(location: string): void {
  localStorage.setItem(KEY, location);
}

/** True when an empty workspace is opened whose welcome screen nobody has looked past. */
export function wantsWelcome(info: { empty: boolean; location: string }): boolean {
  return info.empty && localStorage.getItem(KEY) !== info.location;
}
