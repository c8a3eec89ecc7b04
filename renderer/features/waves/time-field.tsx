import TextField from '@mui/material/TextField';

const two = (number: number) => String(number).padStart(2, '0');
const clockText = (minutes: number) => `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;

function clockMinutes(text: string, end = false): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
  if (hours === undefined) return null;
  const value = Number(hours) * 60 + Number(minutes);
  return end && value === 0 ? 1440 : value;
}

/** Minutes after midnight on the clocks of a place. */
export function minutesOfDay(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return part('hour') * 60 + part('minute');
}

/** A time of day in minutes after midnight; at the end of a span midnight is the day's end. */
export function TimeField({
  label,
  value,
  end = false,
  onChange,
}: {
  label: string;
  value: number;
  end?: boolean;
  onChange: (minutes: number) => void;
}) {
  return (
    <TextField
      size="small"
      type="time"
      label={label}
      value={clockText(value)}
      onChange={(event) => {
        const minutes = clockMinutes(event.target.value, end);
        if (minutes !== null) onChange(minutes);
      }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}
