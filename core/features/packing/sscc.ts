/** Digits of an SSCC-18: an extension, the company's prefix, a serial number, the check digit. */
const DIGITS = 18;
const APPLICATION = '00';

/** A number for a parcel that nobody else in the world has (GS1 SSCC-18). @throws RangeError when the serial number is too long */
export function ssccOf(companyPrefix: string, serial: number): string {
  const room = DIGITS - 2 - companyPrefix.length;
  const number = String(serial);
  const extension = number.length > room ? number.slice(0, number.length - room) : '0';
  if (extension.length > 1) throw new RangeError(`No SSCC is left with the prefix ${companyPrefix}.`);
  const body = `${extension}${companyPrefix}${number.slice(-room).padStart(room, '0')}`;
  return `${body}${checkDigit(body)}`;
}

/** The GS1 check digit: digits weigh 3 and 1 in turn from the right. */
export function checkDigit(body: string): number {
  const sum = [...body]
    .reverse()
    .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** The SSCC in what a scanner read of a label, with or without its application identifier; null when it is none. */
export function readSscc(scanned: string): string | null {
  const digits = scanned.replace(/^\]C1/, '').replace(/[()\s]/g, '');
  const sscc =
    digits.length === DIGITS + 2 && digits.startsWith(APPLICATION)
      ? digits.slice(APPLICATION.length)
      : digits;
  if (!/^\d{18}$/.test(sscc)) return null;
  return checkDigit(sscc.slice(0, -1)) === Number(sscc.at(-1)) ? sscc : null;
}

/** What the barcode of an SSCC holds. */
export function ssccBarcode(sscc: string): string {
  return `${APPLICATION}${sscc}`;
}
