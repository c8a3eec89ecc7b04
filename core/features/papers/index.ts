export { code128 } from './code128.ts';
export { openPaper, type PaperFile } from './open-paper.ts';
export {
  A4,
  type Box,
  drawBarcode,
  drawRule,
  HAIRLINE,
  INK,
  type Paper,
  type PaperLanguage,
  QUIET,
  type TextStyle,
  writeLine,
} from './paper.ts';
