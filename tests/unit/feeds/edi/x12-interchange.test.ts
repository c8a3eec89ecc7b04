import { describe, expect, it } from 'vitest';
import { only, parsed, x12, x12Interchange, x12Set } from './fixtures.ts';

describe('997, 999 and TA1', () => {
  it('says what the partner made of what we sent', () => {
    const { records, problems } = parsed(
      x12('997', [
        'AK1*OW*000000042',
        'AK2*940*0042',
        'AK5*A',
        'AK2*940*0043',
        'AK3*W01*8**8',
        'AK4*1**6*twelve',
        'AK5*R*5',
        'AK9*P*2*2*1',
      ]),
    );
    expect(problems).toEqual([]);
    expect(records.map(({ kind, fields }) => ({ kind, fields }))).toEqual([
      {
        kind: 'acknowledgements',
        fields: {
          controlNumber: '42',
          outcome: 'acceptedWithErrors',
          messageType: 'OW',
          detail: '940 0043 rejected: segment 8 (W01), element 1 “twelve”',
        },
      },
    ]);
  });

  it('reads an acknowledgement without AK9 by its messages', () => {
    expect(only(x12('997', ['AK1*OW*42', 'AK2*940*1', 'AK5*R*2'])).fields.outcome).toBe('rejected');
  });

  it('reads TA1 outside of any group', () => {
    const text = `${x12('997', []).split('GS*')[0]}TA1*000000042*261103*0830*R*025~IEA*0*000000007~`;
    const { fields } = only(text);
    expect(fields).toMatchObject({
      controlNumber: '42',
      outcome: 'rejected',
      detail: '025 the control number was used before',
    });
  });
});

it('reads several messages, groups and interchanges of one file', () => {
  const order = (number: string) => [`BEG*00*SA*${number}**20261102`, 'PO1*1*1*EA*1**VN*A'];
  const first = x12Interchange(
    '850',
    [x12Set('850', order('A'), '0001'), x12Set('850', order('B'), '0002')],
    { control: 1 },
  );
  const second = x12Interchange('850', [x12Set('850', order('C'))], {
    control: 2,
    element: '|',
    terminator: '\r\n',
    component: '^',
  });
  const { records, problems } = parsed(`${first}\n\n${second}`);
  expect(records.map(({ key }) => key)).toEqual(['A', 'B', 'C']);
  expect(problems).toEqual([]);
});

it('refuses types that it does not read, and says which it does', () => {
  const { problems } = parsed(x12('810', ['BIG*20261102*INV1']));
  expect(problems).toEqual([
    expect.objectContaining({ severity: 'error', code: 'unsupportedType', value: '810' }),
  ]);
  expect(problems[0]?.reason).toContain('850');
});
