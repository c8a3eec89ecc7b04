export { code128 } from './code128.ts';
export { openPaper, type PaperFile } from './open-paper.ts';
export {
  A4,
  type Box,
  drawBarcode,
  HAIRLINE,
  INK,
  type Paper,
  QUIET,
  type TextStyle,
  writeLine,
} from './paper.ts';
