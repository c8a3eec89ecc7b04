/** A product number with the qualifier that says whose it is. */
export interface ProductId {
  qualifier: string;
  number: string;
}

/** Whose product numbers are ours: the seller's where we sell, the buyer's where we buy. */
export type Side = 'seller' | 'buyer';

const SELLERS = ['VN', 'VP', 'VC', 'VA', 'VO', 'SA', 'SRS', 'MF', 'MG', 'MN', 'MP', 'SK'];
const BUYERS = ['BP', 'IN', 'CB', 'PI', 'BI', 'IT', 'SK'];
const GLOBAL = [
  'SRV',
  'GT',
  'GTIN',
  'UP',
  'EN',
  'UK',
  'UA',
  'UI',
  'UD',
  'U2',
  'EO',
  'EM',
  'UE',
  'UN',
  'UPC',
  'EAN',
  'IB',
  'IS',
  'PN',
  'MC',
  'ND',
  'N1',
  'N2',
  'N3',
  'N4',
];
/** Qualifiers of what identifies no product: batches, serials, commodity codes, promotions, colours and sizes. */
const NO_PRODUCT = new Set([
  'HS',
  'HTS',
  'CC',
  'CG',
  'CV',
  'NB',
  'BB',
  'SN',
  'LT',
  'B8',
  'PR',
  'RO',
  'CL',
  'BO',
  'SZ',
  'IZ',
  'SM',
  'DR',
  'RY',
  'PD',
  'PO',
  'PL',
  'AC',
  'EC',
  'ON',
  'TG',
  'UC',
  'GS',
  'CH',
  'C3',
  'DV',
  'ZB',
  'LI',
  'EX',
  'RN',
  'RV',
  'PV',
  'GB',
  'GU',
  'QS',
  'ZZE',
]);

/** The number by which we know the product: by the order set in the options, else by whose number it is. */
export function skuOf(
  ids: readonly ProductId[],
  side: Side,
  preferred: readonly string[] | undefined,
): string | null {
  const usable = ids.filter(({ number, qualifier }) => number !== '' && !NO_PRODUCT.has(qualifier));
  const order = side === 'seller' ? [...SELLERS, ...GLOBAL, ...BUYERS] : [...BUYERS, ...GLOBAL, ...SELLERS];
  for (const qualifier of [...(preferred ?? []), ...order]) {
    const found = usable.find((id) => id.qualifier === qualifier.toUpperCase());
    if (found) return found.number;
  }
  return usable[0]?.number ?? null;
}
