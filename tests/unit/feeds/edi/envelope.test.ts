import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseEdiMessage, readEdi } from '../../../../core/feeds/edi/index.ts';
import { codesOf, edifact, parsed, utc, x12, x12Interchange, x12Set } from './fixtures.ts';

const order = (number: string) => [`BEG*00*SA*${number}**20261102`, 'N1*ST*Café Zoë', 'PO1*1*1*EA*1**VN*A'];
const good = x12('850', order('P'));
const orders = (number: string) => [`BGM+220+${number}+9`, 'DTM+137:20261102:102', 'LIN+1++A:SA', 'QTY+21:2'];
const goodEdifact = edifact('ORDERS', orders('P'));

const all = (text: string | Uint8Array) => {
  const reading = readEdi(text);
  return [...codesOf(reading), ...reading.messages.flatMap(codesOf)];
};

describe('what is read of an envelope', () => {
  it('names sender, receiver, numbers, version and time', () => {
    const reading = readEdi(good);
    expect(reading).toMatchObject({ standard: 'x12', problems: [] });
    expect(reading.interchanges[0]).toMatchObject({
      controlNumber: '000000007',
      sender: { id: 'PARTNER', qualifier: 'ZZ' },
      receiver: { id: 'VIGIE', qualifier: 'ZZ' },
      sentAt: utc(2026, 11, 3, 8, 30),
      test: false,
    });
    expect(reading.messages[0]).toMatchObject({
      type: '850',
      kind: 'x12.850',
      key: 'PARTNER|2611030830|7|7|1',
      controlNumber: '0001',
      groupControlNumber: '7',
      sender: 'PARTNER',
      receiver: 'VIGIE',
      version: '004010',
      sentAt: utc(2026, 11, 3, 8, 30),
    });
    expect(readEdi(goodEdifact).messages[0]).toMatchObject({
      kind: 'edifact.ORDERS',
      key: '4012345000009|2611030830|77|1',
      sender: '4012345000009',
      receiver: 'VIGIE',
      version: 'D.96A',
    });
  });

  it('gives each message a text that reads the same by itself', () => {
    const text =
      x12Interchange('850', [x12Set('850', order('A'), '0001'), x12Set('850', order('B'), '0002')]) +
      goodEdifact;
    const { messages } = readEdi(text);
    expect(messages.map(({ kind }) => kind)).toEqual(['x12.850', 'x12.850', 'edifact.ORDERS']);
    for (const message of messages) {
      expect(readEdi(message.text).messages).toEqual([{ ...message, problems: [] }]);
      expect(parseEdiMessage(message.text).records).toHaveLength(1);
    }
  });

  it('tells messages apart that have the same numbers or none', () => {
    const twice = x12Interchange('850', [x12Set('850', order('A')), x12Set('850', order('B'))]);
    expect(readEdi(twice).messages.map(({ key }) => key)).toEqual([
      'PARTNER|2611030830|7|7|1',
      'PARTNER|2611030830|7|7|1#2',
    ]);
    const bare = (number: string) => readEdi(x12Set('850', order(number)).join('~')).messages[0]?.key;
    expect(bare('A')).not.toBe(bare('B'));
    expect(bare('A')).toBe(bare('A'));
  });

  it('reads EDIFACT groups', () => {
    const text = goodEdifact
      .replace('UNH+1+', "UNG+ORDERS+S+R+261103:0830+9+UN+D:96A'\nUNH+1+")
      .replace('UNZ+1+77', "UNE+1+9'\nUNZ+1+77");
    const reading = readEdi(text);
    expect(all(text)).toEqual([]);
    expect(reading.messages[0]).toMatchObject({
      groupControlNumber: '9',
      key: '4012345000009|2611030830|77|9|1',
    });
    expect(parseEdiMessage(reading.messages[0]?.text ?? '').records).toHaveLength(1);
  });
});

describe('what a good reader forgives', () => {
  const cases: Record<string, [text: string | Uint8Array, ...codes: string[]]> = {
    'a byte order mark': [`\ufeff${good}`, 'byteOrderMark'],
    'blank lines before it and between segments': [
      `\r\n\r\n${good.replaceAll('~\n', '~\r\n\r\n')}\r\n\u001a`,
    ],
    'segments that end with a line break': [good.replaceAll('~', '')],
    'segments that end with CR alone': [good.replaceAll('~\n', '\r')],
    'segments that end with LF and CR': [good.replaceAll('~\n', '\r\n')],
    'all of it in one line': [good.replaceAll('\n', '')],
    'exotic separators': [good.replaceAll('*', '\u001d').replaceAll('~\n', '\u001c').replace('>', '\u001f')],
    'a head that is not padded': [good.replace(/ +(?=\*)/g, ''), 'oddEnvelope'],
    'a head padded too far': [good.replace('PARTNER        *', 'PARTNER            *'), 'oddEnvelope'],
    'a head without component separator': [good.replace('*P*>', '*P*'), 'oddEnvelope'],
    'lower case': [good.toLowerCase()],
    'a wrong count of segments': [good.replace('SE*5', 'SE*9'), 'wrongCount'],
    'a wrong count of messages': [good.replace('GE*1', 'GE*3'), 'wrongCount'],
    'a wrong count of groups': [good.replace('IEA*1', 'IEA*2'), 'wrongCount'],
    'another control number in each trailer': [
      good
        .replace('SE*5*0001', 'SE*5*0009')
        .replace('GE*1*7', 'GE*1*8')
        .replace('IEA*1*000000007', 'IEA*1*000000009'),
      'controlNumberMismatch',
      'controlNumberMismatch',
      'controlNumberMismatch',
    ],
    'no SE': [good.replace('SE*5*0001~\n', ''), 'missingTrailer'],
    'no GE': [good.replace('GE*1*7~\n', ''), 'missingTrailer'],
    'no IEA': [good.replace('IEA*1*000000007~\n', ''), 'missingTrailer'],
    'no trailers at all': [good.split('SE*')[0] ?? '', 'missingTrailer', 'missingTrailer', 'missingTrailer'],
    'no GS': [good.replace(/GS\*.*~\n/, ''), 'missingHead'],
    'no ISA': [good.replace(/ISA\*.*~\n/, ''), 'missingHead'],
    'a message by itself': [x12Set('850', order('P')).join('~\n'), 'missingHead', 'missingHead'],
    'words of a mail around it': [
      `From: partner\nSubject: order\n\n${good}\nRegards`,
      'textOutside',
      'textOutside',
    ],
    'a segment that nobody knows': [good.replace('PO1*', 'ZQ9*x~\nPO1*').replace('SE*5', 'SE*6')],
    'EDIFACT without UNA': [goodEdifact],
    'EDIFACT with UNA': [`UNA:+.? '\n${goodEdifact}`],
    'EDIFACT in one line': [goodEdifact.replaceAll('\n', '')],
    'EDIFACT with other separators': [
      `UNA#|,! ~${goodEdifact.replaceAll('+', '|').replaceAll(':', '#').replaceAll("'", '~')}`,
    ],
    'EDIFACT of syntax B': [
      goodEdifact.replaceAll('+', '\u001d').replaceAll(':', '\u001f').replaceAll("'\n", '\u001c'),
    ],
    'EDIFACT with other separators and no UNA': [goodEdifact.replaceAll('+', '|').replaceAll("'\n", '~')],
    'EDIFACT without terminators': [goodEdifact.replaceAll("'", ''), 'oddEnvelope'],
    'EDIFACT whose UNA lies': [`UNA;*.? "${goodEdifact}`, 'oddEnvelope'],
    'EDIFACT whose UNA lost a character': [`UNA:+.?'\n${goodEdifact}`, 'oddEnvelope'],
    'EDIFACT in lower case': [goodEdifact.toLowerCase()],
    'no UNB': [goodEdifact.replace(/UNB.*\n/, ''), 'missingHead'],
    'no UNT': [goodEdifact.replace(/UNT.*\n/, ''), 'missingTrailer'],
    'no UNZ': [goodEdifact.replace(/UNZ.*\n/, ''), 'missingTrailer'],
    'a wrong count in UNT and UNZ': [
      goodEdifact.replace('UNT+6', 'UNT+7').replace('UNZ+1', 'UNZ+2'),
      'wrongCount',
      'wrongCount',
    ],
    'a date that the envelope does not have': [good.replace('*261103*', '*      *'), 'badDate'],
  };

  it.each(Object.entries(cases))('%s', (_, [text, ...codes]) => {
    const { records, problems } = parsed(text);
    expect(records.map(({ kind, key }) => `${kind} ${key.toUpperCase()}`)).toEqual(['orders P']);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(all(text).sort()).toEqual([...codes].sort());
  });

  it('says in words and with its place what is odd', () => {
    const [problem] = readEdi(good.replace('SE*5', 'SE*9')).messages[0]?.problems ?? [];
    expect(problem).toEqual({
      severity: 'warning',
      code: 'wrongCount',
      reason: 'SE says 9 segments and there are 5: one may have got lost on the way.',
      place: 'segment 5 (SE), element 1, line 7',
      value: '9',
    });
    expect(
      readEdi(good.replaceAll('\n', '').replace('SE*5', 'SE*9')).messages[0]?.problems[0]?.place,
    ).toMatch(/, character \d+$/);
  });

  it('names an unknown segment once', () => {
    const { problems } = parsed(good.replace('PO1*', 'ZQ9*x~\nZQ9*y~\nPO1*').replace('SE*5', 'SE*7'));
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        code: 'unknownSegment',
        place: 'segment 4 (ZQ9), line 6',
      }),
    ]);
  });

  it('reads what comes before an interchange that breaks off, and what comes after', () => {
    const broken = x12('850', order('BROKEN'), { control: 1 }).split('PO1')[0] ?? '';
    const { records, problems } = parsed(`${broken}PO1*1*${good}${goodEdifact}`);
    expect(records.map(({ key }) => key)).toEqual(['P', 'P']);
    expect(codesOf({ problems })).toContain('missingTrailer');
  });
});

describe('what cannot be read', () => {
  it.each([
    ['nothing', '', 'emptyFile'],
    ['blanks', ' \r\n\u0000 ', 'emptyFile'],
    ['something else', 'Tk9OIEVESSBGSUxF', 'notEdi'],
    ['a table', 'sku;quantity\nA;1\n', 'notEdi'],
    ['a head that is cut off', 'ISA*00*          *00*    ', 'brokenHead'],
  ])('%s', (_, text, code) => {
    const reading = readEdi(text);
    expect(reading.standard).toBeNull();
    expect(reading.messages).toEqual([]);
    expect(reading.problems).toEqual([expect.objectContaining({ severity: 'error', code })]);
    expect(codesOf(parseEdiMessage(text))).toEqual([code]);
  });

  it('an envelope without a message', () => {
    expect(codesOf(parseEdiMessage(x12Interchange('850', [])))).toEqual(['noMessage']);
  });
});

describe('characters', () => {
  const name = (bytes: Uint8Array) => parsed(bytes).records[0]?.fields.shipToName;

  it.each(['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'])('X12 in %s', (encoding) => {
    expect(name(iconv.encode(good, encoding, { addBOM: encoding.startsWith('utf-16') }))).toBe('Café Zoë');
  });

  it.each([
    ['UNOC', 'iso-8859-1', 'Žluť'.replace(/[Žť]/g, 'é')],
    ['UNOD', 'iso-8859-2', 'Žluťoučký'],
    ['UNOE', 'iso-8859-5', 'Склад'],
    ['UNOF', 'iso-8859-7', 'Αποθήκη'],
    ['UNOY', 'utf-8', '倉庫 Łódź'],
  ])('EDIFACT of %s', (syntax, encoding, text) => {
    const message = edifact('ORDERS', [
      ...orders('P').slice(0, 2),
      `NAD+DP+1::9++${text}`,
      ...orders('P').slice(2),
    ]);
    expect(name(iconv.encode(message.replace('UNOC', syntax), encoding))).toBe(text);
  });

  it('takes control characters out of what people read, and released characters as they are', () => {
    const message = edifact('ORDERS', [
      ...orders('P').slice(0, 2),
      "NAD+DP+1::9++A?+B ?: C??D ?'E\u0007\u0000F",
      ...orders('P').slice(2),
    ]);
    expect(parsed(message).records[0]?.fields.shipToName).toBe("A+B : C?D 'E F");
  });
});
