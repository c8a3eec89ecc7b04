const MINUTE_MS = 60_000;

/** By how much clocks of a zone are ahead of UTC at an instant. */
function zoneOffset(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}

/** When clocks of a zone show so many minutes after midnight of a day; beyond 1440 on the next day. */
export function clockInstant(day: string, timeZone: string, minutes: number): number {
  const shown = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
  const guess = shown - zoneOffset(shown, timeZone);
  return shown - zoneOffset(guess, timeZone);
}

/** The day that a place's calendar shows: `2026-11-27`. */
export function localDay(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);
}

/** Minutes since midnight by a place's clocks. */
export function localMinutes(at: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  const [hours, minutes] = shown.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
