/** Languages that customers are written to in. */
export type CustomerLanguage = 'en' | 'fr';

/** Countries whose customers are written to in French. */
const FRENCH = new Set(['FR', 'BE', 'LU', 'MC', 'CH']);

export function languageOfCountry(country: string | null | undefined): CustomerLanguage {
  return FRENCH.has(country ?? '') ? 'fr' : 'en';
}

/** Where a customer is written to: by mail, or by text message when only their telephone is known. */
export function addresseeOf({ email, phone }: { email: string | null; phone: string | null }): {
  recipient: string | null;
  channel: 'email' | 'sms';
} {
  const byMail = email !== null || phone === null;
  return byMail ? { recipient: email, channel: 'email' } : { recipient: phone, channel: 'sms' };
}
