/** Widths of bars and gaps of the signs 0 to 105, then the stop. */
const WIDTHS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'.split(
    ' ',
  );
const CODE_C = 99;
const CODE_B = 100;
/** Says that what follows is GS1 data. */
const FNC1 = 102;
const START_B = 104;
const START_C = 105;
const STOP = 106;
const MODULUS = 103;
const FIRST_SIGN = 32;
/** Digits in a row that are worth a change to pairs. */
const WORTH_PAIRS = 4;

/**
 * Widths of bars and gaps in turn, beginning with a bar (ISO/IEC 15417); null for a text with signs that Code 128 B lacks. `gs1`: the
 * text is GS1 data, application identifiers and all (GS1-128).
 */
export function code128(text: string, { gs1 = false }: { gs1?: boolean } = {}): number[] | null {
  if (!/^[\u0020-\u007E]+$/.test(text)) return null;
  const signs = signsOf(text);
  if (gs1) signs.splice(1, 0, FNC1);
  const sum = signs.reduce((total, sign, i) => total + sign * Math.max(1, i), 0);
  return [...signs, sum % MODULUS, STOP].flatMap((sign) => [...(WIDTHS[sign] as string)].map(Number));
}

/** Pairs of digits where many stand in a row, single signs elsewhere. */
function signsOf(text: string): number[] {
  const signs: number[] = [];
  let pairs: boolean | null = null;
  let at = 0;
  while (at < text.length) {
    const digits = /^\d*/.exec(text.slice(at))?.[0].length ?? 0;
    const even = digits - (digits % 2);
    const toPairs: boolean = pairs ? even > 0 : even >= WORTH_PAIRS;
    if (toPairs !== pairs) {
      if (pairs === null) signs.push(toPairs ? START_C : START_B);
      else signs.push(toPairs ? CODE_C : CODE_B);
      pairs = toPairs;
    }
    if (pairs) {
      signs.push(Number(text.slice(at, at + 2)));
      at += 2;
    } else {
      signs.push(text.charCodeAt(at) - FIRST_SIGN);
      at += 1;
    }
  }
  return signs;
}
