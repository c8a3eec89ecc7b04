import type { ImportRemark } from '../../contract/import.ts';

type Values = ImportRemark['values'];

const ORDER_WORDS: Record<string, string> = {
  dmy: 'day/month/year',
  mdy: 'month/day/year',
  ymd: 'year/month/day',
};

const order = (values: Values) => ORDER_WORDS[String(values.order)] ?? String(values.order);

const SENTENCES = {
  remembered: () => 'Understood as the last time that a file with these headers was imported.',
  zoneOfCountry: (v) => `Most rows are of ${v.country}: times without a zone are read as ${v.zone}.`,
  currencyOfCountry: (v) =>
    `No currency is named and most rows are of ${v.country}: amounts are taken as ${v.currency}.`,
  mixedDecimals: () => 'Some columns write decimals with a comma, others with a point.',
  dateOrderGuessed: (v) =>
    `“${v.column}” reads as either day or month first: taken as ${order(v)}. Check it.`,
  dateOrderBySequence: (v) => `“${v.column}” is ${order(v)}: read so, its dates follow each other.`,
  dateOrderProven: (v) => `“${v.column}” is ${order(v)}: its values prove it.`,
  dateOrderMostly: (v) =>
    `“${v.column}” is ${order(v)}: its values prove it. ${v.against} of the sample’s values do not fit it.`,
  returnPrefixes: (v) =>
    `Numbers in “${v.column}” that begin with ${v.prefixes} are returns: their quantities are below zero.`,
  nameAsCode: () => 'No column holds a product code: the product name serves as one.',
  spreadsheetCodes: (v) => `“${v.column}” went through a spreadsheet: the .0 behind its codes is dropped.`,
  mixedEncoding: () => 'Some lines were not valid UTF-8 and were read as Windows-1252.',
  brokenQuotes: () => 'Some lines open a quote that is never closed: only those lines were set aside.',
  codeForms: (v) =>
    `${v.count} product codes are written in both upper and lower case: each is one product, in its more frequent form.`,
  severalNames: (v) =>
    `${v.count} products have more than one description: the most frequent one was kept as the name.`,
} satisfies Record<string, (values: Values) => string>;

export type RemarkCode = keyof typeof SENTENCES;

/** A remark on a proposal or an account; screens say it in their language by its code. */
export function remark(code: RemarkCode, values: Values): ImportRemark {
  return { code, values, text: SENTENCES[code](values) };
}
