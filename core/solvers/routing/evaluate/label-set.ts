/**
 * Choices of windows and breaks along a route so far: leaving at `t <= latest`, the vehicle is ready at `max(t + path, floor)`.
 * Keeps only those that no other one is better than in all three.
 */
export class LabelSet {
  count = 0;
  latest = new Float64Array(8);
  floor = new Float64Array(8);
  path = new Float64Array(8);

  clear(): void {
    this.count = 0;
  }

  add(latest: number, floor: number, path: number): void {
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const [l, f, p] = [this.latest[i] as number, this.floor[i] as number, this.path[i] as number];
      if (l >= latest && f <= floor && p <= path) return;
    }
    for (let i = 0; i < this.count; i++) {
      const [l, f, p] = [this.latest[i] as number, this.floor[i] as number, this.path[i] as number];
      if (l <= latest && f >= floor && p >= path) continue;
      this.latest[kept] = l;
      this.floor[kept] = f;
      this.path[kept++] = p;
    }
    if (kept === this.latest.length) this.grow();
    this.latest[kept] = latest;
    this.floor[kept] = floor;
    this.path[kept] = path;
    this.count = kept + 1;
  }

  /** All choices take so much longer. */
  prolong(by: number): void {
    for (let i = 0; i < this.count; i++) {
      this.floor[i] = (this.floor[i] as number) + by;
      this.path[i] = (this.path[i] as number) + by;
    }
  }

  private grow(): void {
    this.latest = twice(this.latest);
    this.floor = twice(this.floor);
    this.path = twice(this.path);
  }
}

function twice(array: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}
