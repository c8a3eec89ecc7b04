/** What is where and how much may still be promised, product by product, in a few bytes a position. */
export class StockBook {
  readonly #offsets: Int32Array;
  #facilityIds: Uint16Array;
  #available: Int32Array;
  #products = 0;
  #count = 0;

  /** @param expected positions expected; more are taken as well. */
  constructor(products: number, expected: number) {
    this.#offsets = new Int32Array(products + 1);
    this.#facilityIds = new Uint16Array(Math.ceil(expected * 1.1) + 1_000);
    this.#available = new Int32Array(this.#facilityIds.length);
  }

  get count(): number {
    return this.#count;
  }

  /** Adds a position of the product that is being filled. */
  add(facilityId: number, available: number): void {
    if (this.#count === this.#facilityIds.length) this.#grow();
    this.#facilityIds[this.#count] = facilityId;
    this.#available[this.#count] = available;
    this.#count++;
  }

  /** Ends the product that is being filled; the next `add` belongs to the next product. */
  endProduct(): void {
    this.#products++;
    this.#offsets[this.#products] = this.#count;
  }

  /** First position of a product (index = id - 1). */
  start(productIndex: number): number {
    return this.#offsets[productIndex] as number;
  }

  /** Position after the last one of a product. */
  end(productIndex: number): number {
    return this.#offsets[productIndex + 1] as number;
  }

  facilityId(position: number): number {
    return this.#facilityIds[position] as number;
  }

  available(position: number): number {
    return this.#available[position] as number;
  }

  /** The product's position in a facility, or -1. */
  find(productIndex: number, facilityId: number): number {
    for (let position = this.start(productIndex); position < this.end(productIndex); position++) {
      if (this.#facilityIds[position] === facilityId) return position;
    }
    return -1;
  }

  take(position: number, quantity: number): void {
    this.#available[position] = this.available(position) - quantity;
  }

  #grow(): void {
    const facilityIds = new Uint16Array(this.#facilityIds.length * 2);
    facilityIds.set(this.#facilityIds);
    this.#facilityIds = facilityIds;
    const available = new Int32Array(facilityIds.length);
    available.set(this.#available);
    this.#available = available;
  }
}
