import * as Arr from "effect/Array"

const GOLDEN = 0x9e3779b9

// A bijection on 32 bits: two indices of one domain never begin with the same word. Unique ids
// depend on this.
const mix = (n: number): number => {
  let x = n ^ (n >>> 16)
  x = Math.imul(x, 0x21f0aaad)
  x ^= x >>> 15
  x = Math.imul(x, 0x735a2d97)
  return (x ^ (x >>> 15)) >>> 0
}

const hashText = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

const base62Word = (word: number, length: number): string => {
  let text = ""
  let rest = word
  for (let i = 0; i < length; i++) {
    text += BASE62.charAt(rest % 62)
    rest = Math.floor(rest / 62)
  }
  return text
}

const hexWord = (word: number): string => word.toString(16).padStart(8, "0")

/** A repeatable sequence of random values. */
export class Prng {
  private state: number
  constructor(state: number) {
    this.state = state
  }
  /** The next 32 bits. */
  next(): number {
    const word = mix(this.state)
    this.state = (this.state + GOLDEN) | 0
    return word
  }
  /** A number from 0 up to 1, 1 excluded. */
  fraction(): number {
    return this.next() / 0x1_0000_0000
  }
  /** An integer from 0 to `max - 1`. */
  int(max: number): number {
    return Math.floor(this.fraction() * max)
  }
  chance(probability: number): boolean {
    return this.fraction() < probability
  }
  pick<A>(values: ReadonlyArray<A>): A {
    return Arr.unsafeGet(values, this.int(values.length))
  }
  /** `value` with this probability, otherwise null. */
  maybe<A>(probability: number, value: A): A | null {
    return this.chance(probability) ? value : null
  }
  hex(length: number): string {
    let text = ""
    while (text.length < length) text += hexWord(this.next())
    return text.slice(0, length)
  }
  /** Six characters hold one whole word, so the first six characters differ between two indices. */
  base62(length: number): string {
    let text = base62Word(this.next(), Math.min(6, length))
    while (text.length < length) text += base62Word(this.next(), Math.min(5, length - text.length))
    return text
  }
  uuid4(): string {
    const a = hexWord(this.next())
    const b = hexWord(this.next())
    const c = hexWord(this.next())
    const d = hexWord(this.next())
    const variant = "89ab".charAt(this.int(4))
    return `${a}-${b.slice(0, 4)}-4${b.slice(4, 7)}-${variant}${c.slice(0, 3)}-${c.slice(3, 7)}${d}`
  }
}

/** One sequence for each index of a domain. Seed and domain decide all of them. */
export const streams = (seed: number, domain: string): ((index: number) => Prng) => {
  const base = mix((seed | 0) ^ hashText(domain))
  return (index) => new Prng(mix((base + Math.imul(index, GOLDEN)) | 0))
}

/** A short digest of a text, for headers that contain one. */
export const digest = (text: string): string => {
  const prng = new Prng(hashText(text))
  return prng.hex(32)
}
