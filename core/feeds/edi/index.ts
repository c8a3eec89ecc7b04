export type {
  EdiGroup,
  EdiInterchange,
  EdiMessage,
  EdiOptions,
  EdiParty,
  EdiReading,
  EdiStandard,
  Separators,
} from './edi.ts';
export { EDI_KINDS, parseEdiMessage } from './parse/parse-message.ts';
export { readEdi } from './read/read-edi.ts';
export {
  type AcknowledgedAs,
  type AcknowledgeOptions,
  acknowledgeEdifact,
  acknowledgeX12,
  type EdiAcknowledgement,
} from './write/acknowledge.ts';
export type { EdiEnvelope, EdiOutgoing } from './write/compose.ts';
export type { EdiAddress, EdiDocument, EdiDocumentLine } from './write/document.ts';
export { type EdifactWritten, writeEdifact } from './write/edifact.ts';
export { writeX12, type X12Written } from './write/x12.ts';
