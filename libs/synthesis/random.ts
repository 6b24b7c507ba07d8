/** A 32-bit hash of numbers and texts (FNV-1a over the parts, finished as murmur3): one seed a thing, whatever is made before it. */
export function hashOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    const text = `${part}\n`;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return finish(hash);
}

function finish(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** xoshiro128** (Blackman, Vigna): small, fast and the same on every machine. Never for secrets. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    this.#a = finish(seed + 0x9e3779b9);
    this.#b = finish(seed + 0x3c6ef372);
    this.#c = finish(seed + 0xdaa66d2b);
    this.#d = finish(seed + 0x78dde6e4) | 1;
  }

  /** 32 random bits. */
  next(): number {
    const sum = Math.imul(this.#b, 5);
    const result = Math.imul((sum << 7) | (sum >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** A number in [0, 1). */
  fraction(): number {
    return this.next() / 0x100000000;
  }

  /** A whole number from `low` to `high`, both included; `low` where the range is empty. */
  whole(low: number, high: number): number {
    return high <= low ? low : low + Math.floor(this.fraction() * (high - low + 1));
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)]!;
  }

  /** One of the values, by weight. */
  weighted<T>(from: readonly (readonly [value: T, weight: number])[]): T {
    let rest = this.fraction() * from.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of from) {
      rest -= weight;
      if (rest < 0) return value;
    }
    return from.at(-1)![0];
  }
}
