import { stderr, stdout } from 'node:process';

export function printJson(value: unknown): void {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function printLine(line = ''): void {
  stdout.write(`${line}\n`);
}

/** Rows as an aligned table; numbers to the right. */
export function printTable(rows: readonly Record<string, unknown>[], columns?: readonly string[]): void {
  const keys = columns ?? Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => keys.map((key) => cell(row[key])));
  const widths = keys.map((key, i) => Math.max(key.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const numeric = keys.map((key) => rows.every((row) => typeof row[key] === 'number' || row[key] === null));
  const format = (row: readonly string[]) =>
    row
      .map((text, i) => (numeric[i] ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join('  ');
  printLine(format(keys).trimEnd());
  printLine(widths.map((width) => '─'.repeat(width)).join('  '));
  for (const row of cells) printLine(format(row).trimEnd());
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A progress line on a terminal's standard error; silent elsewhere. */
export function progressLine(): { show(fraction: number | null, text: string): void; end(): void } {
  const live = stderr.isTTY;
  let shown = false;
  return {
    show(fraction, text) {
      if (!live) return;
      const share = fraction === null ? '  …' : `${Math.round(fraction * 100)}`.padStart(3);
      stderr.write(`\r\u001b[K${share} % ${text}`);
      shown = true;
    },
    end() {
      if (shown) stderr.write('\r\u001b[K');
    },
  };
}
