export const DECIMALS = ['.', ','] as const;
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-1'] as const;
export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** `import:delimiter.<name>` for a delimiter. */
export const DELIMITER_NAMES: Record<string, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
};

/** All zones that the browser knows, with UTC. */
export function timeZones(): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

export function currencies(): string[] {
  return Intl.supportedValuesOf('currency');
}
