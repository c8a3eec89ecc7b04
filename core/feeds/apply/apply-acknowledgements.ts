import type { RecordProblem } from '../../contract/feed-records.ts';
import type { Batch } from './apply-network.ts';
import { checkFields } from './check-fields.ts';
import { type ReceivedRecord, refusal } from './outcome.ts';
import { textOf } from './prepare.ts';
import { acknowledge, findAcknowledgeable } from './returns.queries.ts';

/** Notes what other systems answered to messages of ours. A refused message is parked with their words. */
export async function applyAcknowledgements(batch: Batch, records: readonly ReceivedRecord[]): Promise<void> {
  const { trx, at } = batch.command;
  const numbers = [...new Set(records.map(({ fields }) => textOf(fields, 'controlNumber') ?? ''))];
  const found = Map.groupBy(
    await findAcknowledgeable(trx, batch.feed.id, numbers),
    ({ controlNumber }) => controlNumber ?? '',
  );
  for (const record of records) {
    const problems: RecordProblem[] = [];
    const fields = checkFields('acknowledgements', record.fields, problems);
    for (const problem of problems) batch.book.problem(record.item, problem);
    if (problems.some(({ severity }) => severity === 'error')) continue;
    const number = textOf(fields, 'controlNumber') ?? '';
    const outcome = textOf(fields, 'outcome') ?? '';
    const messages = found.get(number);
    if (!messages) {
      const reason = `No message went out under the control number ${number} yet.`;
      batch.book.problem(record.item, refusal('unknownMessage', reason, 'controlNumber', number));
      continue;
    }
    const news = messages.filter(({ acknowledged }) => acknowledged !== outcome);
    for (const message of news) {
      message.acknowledged = outcome;
      await acknowledge(
        trx,
        message.id,
        outcome,
        outcome === 'accepted' ? null : faultOf(textOf(fields, 'detail'), outcome, at),
      );
    }
    batch.book.took(record.item, 'acknowledgements', news.length > 0);
  }
}

function faultOf(detail: string | null, outcome: string, at: number) {
  const refused = outcome === 'rejected';
  return {
    code: refused ? 'rejected' : 'acceptedWithErrors',
    message: `The other side ${refused ? 'refused the message' : 'took the message with errors'}${detail ? `: ${detail}` : '.'}`,
    action: refused ? 'Correct what it complains of and send the message again.' : null,
    at,
  };
}
