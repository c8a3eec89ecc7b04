/** Numbers that grow by one a row. */
export class GrowingNumbers {
  private held = new Float64Array(4096);
  private count = 0;

  push(value: number): void {
    if (this.count === this.held.length) {
      const larger = new Float64Array(this.count * 2);
      larger.set(this.held);
      this.held = larger;
    }
    this.held[this.count++] = value;
  }

  values(): Float64Array {
    return this.held.slice(0, this.count);
  }
}

/** Names that grow by one a row, each kept once. */
export class GrowingNames {
  private readonly codes = new GrowingNumbers();
  private readonly known = new Map<string, number>();
  readonly labels: string[] = [];

  /** Null where it is not known. */
  push(label: string | null): void {
    if (label === null) {
      this.codes.push(-1);
      return;
    }
    let code = this.known.get(label);
    if (code === undefined) {
      code = this.labels.push(label) - 1;
      this.known.set(label, code);
    }
    this.codes.push(code);
  }

  values(): Int32Array {
    return Int32Array.from(this.codes.values());
  }
}
