/**
 * Random numbers for inner loops: the kernel's generators are closures, which cost too much some million times a second.
 * sfc32 (C. Doty-Humphrey), of which the same seed gives the same sequence on every machine.
 */
export class Lots {
  private a: number;
  private b: number;
  private c: number;
  private count = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    this.b = Math.imul(seed | 0, 0x9e3779b9) | 0;
    this.c = 0x243f6a88;
    for (let i = 0; i < 16; i++) this.bits();
  }

  private bits(): number {
    const result = (((this.a + this.b) | 0) + this.count) | 0;
    this.count = (this.count + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + result) | 0;
    return result >>> 0;
  }

  /** In [0, 1). */
  share(): number {
    return this.bits() / 0x1_0000_0000;
  }

  /** An integer from 0 to `below` - 1. */
  below(below: number): number {
    return Math.floor(this.share() * below);
  }
}
