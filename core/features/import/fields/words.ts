/** A header or a value as words to compare: without accents, case, punctuation and camel case (`InvoiceNo.` is `invoice no`). */
export function toWords(text: string): string {
  return text
    .replace(/([a-zà-ÿ\d])([A-ZÀ-Þ])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/œ/gi, 'oe')
    .toLowerCase()
    .replace(/[°º#]/g, ' no ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:n o|n r|nr|nro|num|nbr|number|numero|nummer|no no)\b/g, 'no')
    .trim();
}

/** The same without spaces: `order date`, `OrderDate` and `orderdate` are one. */
export function squeezed(words: string): string {
  return words.replace(/\s+/g, '');
}
