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
