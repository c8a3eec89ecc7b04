/** One product in one facility. `inbound` are units on their way, `dailyDemand` units a day. */
export type StockPosition = {
  facility: number;
  onHand: number;
  reserved: number;
  safetyStock: number;
  inbound: number;
  dailyDemand: number;
};

type Measures = {
  facility: Uint16Array;
  onHand: Int32Array;
  reserved: Int32Array;
  safetyStock: Int32Array;
  inbound: Int32Array;
  dailyDemand: Float32Array;
};

function allocate(capacity: number): Measures {
  return {
    facility: new Uint16Array(capacity),
    onHand: new Int32Array(capacity),
    reserved: new Int32Array(capacity),
    safetyStock: new Int32Array(capacity),
    inbound: new Int32Array(capacity),
    dailyDemand: new Float32Array(capacity),
  };
}

const MEASURES = ['facility', 'onHand', 'reserved', 'safetyStock', 'inbound', 'dailyDemand'] as const;

function copy(from: Measures, start: number, count: number, to: Measures, target: number): void {
  for (const name of MEASURES) to[name].set(from[name].subarray(start, start + count), target);
}

function resized(array: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(length);
  larger.set(array);
  return larger;
}

/**
 * Positions side by side in typed arrays, those of one product together (22 bytes a position). A product that outgrows
 * its place moves to the end; when a quarter of the space lies abandoned, everything is packed again.
 */
export class PositionStore {
  #measures = allocate(1024);
  #starts: Uint32Array = new Uint32Array(1024);
  #counts: Uint32Array = new Uint32Array(1024);
  #rooms: Uint32Array = new Uint32Array(1024);
  #products = 0;
  #end = 0;
  #positionCount = 0;
  #abandoned = 0;

  get positionCount(): number {
    return this.#positionCount;
  }

  /** Products have indices below this. */
  get productCapacity(): number {
    return this.#products;
  }

  get facility(): Uint16Array {
    return this.#measures.facility;
  }
  get onHand(): Int32Array {
    return this.#measures.onHand;
  }
  get reserved(): Int32Array {
    return this.#measures.reserved;
  }
  get safetyStock(): Int32Array {
    return this.#measures.safetyStock;
  }
  get inbound(): Int32Array {
    return this.#measures.inbound;
  }
  get dailyDemand(): Float32Array {
    return this.#measures.dailyDemand;
  }

  start(product: number): number {
    return this.#starts[product] ?? 0;
  }

  count(product: number): number {
    return this.#counts[product] ?? 0;
  }

  at(place: number): StockPosition {
    const measures = this.#measures;
    return {
      facility: measures.facility[place] as number,
      onHand: measures.onHand[place] as number,
      reserved: measures.reserved[place] as number,
      safetyStock: measures.safetyStock[place] as number,
      inbound: measures.inbound[place] as number,
      dailyDemand: measures.dailyDemand[place] as number,
    };
  }

  reserve(positions: number): void {
    if (positions > this.#measures.facility.length) this.#widen(positions);
  }

  replace(product: number, positions: readonly StockPosition[]): void {
    this.#know(product);
    this.#positionCount += positions.length - this.count(product);
    if (positions.length > (this.#rooms[product] as number)) this.#relocate(product, positions.length);
    this.#counts[product] = positions.length;
    let place = this.start(product);
    for (const position of positions) {
      this.#write(place++, position);
    }
    if (this.#abandoned > 4096 && this.#abandoned * 4 > this.#end) this.#pack();
  }

  #write(place: number, position: StockPosition): void {
    const measures = this.#measures;
    measures.facility[place] = position.facility;
    measures.onHand[place] = position.onHand;
    measures.reserved[place] = position.reserved;
    measures.safetyStock[place] = position.safetyStock;
    measures.inbound[place] = position.inbound;
    measures.dailyDemand[place] = position.dailyDemand;
  }

  #know(product: number): void {
    if (product >= this.#starts.length) {
      const length = Math.ceil((product + 1) * 1.5);
      this.#starts = resized(this.#starts, length);
      this.#counts = resized(this.#counts, length);
      this.#rooms = resized(this.#rooms, length);
    }
    this.#products = Math.max(this.#products, product + 1);
  }

  #relocate(product: number, room: number): void {
    this.#abandoned += this.#rooms[product] as number;
    this.#counts[product] = 0;
    this.#rooms[product] = 0;
    if (this.#end + room > this.#measures.facility.length) {
      this.#widen(Math.ceil((this.#end + room) * 1.25));
    }
    this.#starts[product] = this.#end;
    this.#rooms[product] = room;
    this.#end += room;
  }

  /** Larger arrays, everything in its place. */
  #widen(capacity: number): void {
    const wider = allocate(capacity);
    copy(this.#measures, 0, this.#end, wider, 0);
    this.#measures = wider;
  }

  /** Everything side by side again, without the abandoned places. */
  #pack(): void {
    const packed = allocate(this.#end);
    let end = 0;
    for (let product = 0; product < this.#products; product++) {
      const count = this.#counts[product] as number;
      copy(this.#measures, this.#starts[product] as number, count, packed, end);
      this.#starts[product] = end;
      this.#rooms[product] = count;
      end += count;
    }
    this.#measures = packed;
    this.#end = end;
    this.#abandoned = 0;
  }
}
