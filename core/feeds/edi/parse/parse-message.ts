import type { FeedRecord, ParsedItem } from '../../record.ts';
import { isKnownTag } from '../codes/segment-tags.ts';
import type { EdiMessage, EdiOptions, Segment } from '../edi.ts';
import { readControl } from '../edifact/control.ts';
import { readDespatchAdvice } from '../edifact/despatch.ts';
import { readInventoryReport } from '../edifact/inventory.ts';
import { readOrderResponse, readOrders } from '../edifact/orders.ts';
import { readTransportStatus } from '../edifact/status.ts';
import { readConsolidation, readTransportInstruction } from '../edifact/transport.ts';
import { type EdiProblem, ProblemList, plainProblem, type TextLines } from '../problems.ts';
import type { FoundMessage } from '../read/envelope.ts';
import { openReading } from '../read/read-edi.ts';
import { segmentAt, splitSegment } from '../read/segments.ts';
import { readFunctionalAcknowledgement, readInterchangeAcknowledgement } from '../x12/acknowledgement.ts';
import { readPurchaseOrder } from '../x12/purchase-order.ts';
import { readShipNotice } from '../x12/ship-notice.ts';
import { readCarrierStatus } from '../x12/status.ts';
import { readLoadTender, readTenderResponse } from '../x12/tender.ts';
import { readWarehouseAdvice, readWarehouseOrder } from '../x12/warehouse.ts';
import { MessageContext } from './context.ts';

const READERS: Readonly<Record<string, (context: MessageContext) => void>> = {
  'x12.204': readLoadTender,
  'x12.214': readCarrierStatus,
  'x12.850': readPurchaseOrder,
  'x12.856': readShipNotice,
  'x12.940': readWarehouseOrder,
  'x12.945': readWarehouseAdvice,
  'x12.990': readTenderResponse,
  'x12.997': readFunctionalAcknowledgement,
  'x12.999': readFunctionalAcknowledgement,
  'x12.TA1': readInterchangeAcknowledgement,
  'edifact.CONTRL': readControl,
  'edifact.DESADV': readDespatchAdvice,
  'edifact.IFCSUM': readConsolidation,
  'edifact.IFTMIN': readTransportInstruction,
  'edifact.IFTSTA': readTransportStatus,
  'edifact.INVRPT': readInventoryReport,
  'edifact.ORDERS': readOrders,
  'edifact.ORDRSP': readOrderResponse,
};

/** Raw kinds that are read into records. */
export const EDI_KINDS: readonly string[] = Object.keys(READERS);

/** What one message tells of, with the problems still knowing their segments. */
export interface ReadMessage {
  message: EdiMessage;
  records: FeedRecord[];
  problems: EdiProblem[];
}

/** The records of a stored message. Pure, and the same for the same text and options. Never throws. */
export function parseEdiMessage(body: string, options: EdiOptions = {}): ParsedItem {
  const { read, problems } = readMessages(body, options);
  return {
    records: read.flatMap(({ records }) => records),
    problems: [...problems, ...read.flatMap((message) => message.problems)].map(plainProblem),
  };
}

/** Every message in a text, each with its records; `problems` are of the text as a whole where it holds no message. */
export function readMessages(
  body: string,
  options: EdiOptions,
): { read: ReadMessage[]; problems: EdiProblem[] } {
  const { text, lines, reading, found } = openReading(body, options);
  if (found.length === 0) {
    const problems: EdiProblem[] = [...reading.problems];
    if (!problems.some(({ severity }) => severity === 'error')) {
      const reason = 'The envelope holds no message: ask the sender whether that is meant.';
      problems.push({ severity: 'error', code: 'noMessage', reason, place: null, value: null });
    }
    return { read: [], problems };
  }
  return { read: found.map((item) => readFound(text, item, options, lines)), problems: [] };
}

function readFound(text: string, found: FoundMessage, options: EdiOptions, lines: TextLines): ReadMessage {
  const { message } = found;
  const problems = new ProblemList(lines);
  const context = new MessageContext(message, segmentsOf(text, found), options, problems);
  const reader = READERS[message.kind];
  if (reader) {
    for (const segment of context.segments) noteUnknown(context, segment);
    reader(context);
  } else {
    const reason = `Messages of type ${message.type} are not read here: ask the partner for one of ${supported(message)}.`;
    problems.error('unsupportedType', reason, { segment: context.head, value: message.type });
  }
  return { message, records: context.records, problems: [...message.problems, ...problems.all()] };
}

function supported(message: EdiMessage): string {
  const own = EDI_KINDS.filter((kind) => kind.startsWith(`${message.standard}.`));
  return own.map((kind) => kind.slice(message.standard.length + 1)).join(', ');
}

function noteUnknown(context: MessageContext, segment: Segment): void {
  const { tag } = segment;
  if (isKnownTag(context.message.standard, tag)) return;
  context.once(`segment ${tag}`, () => {
    const reason = `${tag === '' ? 'A segment without a name' : `Segment ${tag}`} is not one of the standard's; it is left out.`;
    context.problems.warn('unknownSegment', reason, { segment });
  });
}

/** A message's segments, taken apart. */
function segmentsOf(text: string, { message, separators, begin, end }: FoundMessage): Segment[] {
  const segments: Segment[] = [];
  for (let at = begin; at < end; ) {
    const raw = segmentAt(text, at, separators);
    if (!raw || raw.offset >= end) break;
    segments.push(
      splitSegment(
        text,
        { ...raw, end: Math.min(raw.end, end) },
        separators,
        message.standard,
        segments.length + 1,
      ),
    );
    at = raw.next;
  }
  return segments;
}
