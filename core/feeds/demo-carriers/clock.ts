/** Simulated time that runs `speed` times as fast as the real one. */
export class SimulatedClock {
  #realBase: number;
  #simulatedBase: number;
  #speed: number;

  constructor(realNow: number, speed: number) {
    this.#realBase = realNow;
    this.#simulatedBase = realNow;
    this.#speed = speed;
  }

  get speed(): number {
    return this.#speed;
  }

  simulatedAt(real: number): number {
    return this.#simulatedBase + (real - this.#realBase) * this.#speed;
  }

  /** When, in real time, a simulated instant is reached. */
  realAt(simulated: number): number {
    return Math.round(this.#realBase + (simulated - this.#simulatedBase) / this.#speed);
  }

  /** From `realNow` on time runs at another speed; what has passed stays. */
  setSpeed(realNow: number, speed: number): void {
    this.#simulatedBase = this.simulatedAt(realNow);
    this.#realBase = realNow;
    this.#speed = speed;
  }
}
