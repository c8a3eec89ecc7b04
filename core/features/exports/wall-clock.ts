const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as clocks in a zone show it: `2026-05-04 12:00`, and a Date whose UTC fields read the same. */
export function wallClock(instant: number, timeZone: string): { text: string; date: Date } {
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const text = `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
  return { text, date: new Date(`${text.replace(' ', 'T')}:00Z`) };
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}
