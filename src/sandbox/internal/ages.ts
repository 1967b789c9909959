import * as Prng from "./prng.js"

/**
 * Whether a session has the same creation time as the one before it. A tie stands at each multiple of
 * 25, counted from both ends: in both orders ties cross edges of pages of 10, 20, 25, 50 and 100.
 */
const isTie = (index: number, size: number, prng: Prng.Prng): boolean => {
  const drawn = prng.chance(index % 10 === 0 ? 0.3 : 0.05)
  return drawn || index % 25 === 0 || (size - index) % 25 === 0
}

/**
 * The age of each session in milliseconds, oldest first, unevenly spread over `span`. Ages depend on
 * no clock, so that the same sessions are tied whatever the time is. The oldest one is a little
 * younger than `span`: a program that asks for all of them does so some time after they were made.
 */
export const ages = (seed: number, size: number, span: number): Float64Array => {
  const oldest = span * 0.99
  const prng = Prng.streams(seed, "ages")(0)
  const result = new Float64Array(size)
  let total = 0
  for (let index = 0; index < size; index++) {
    const gap = prng.fraction() ** 4
    if (index > 0 && !isTie(index, size, prng)) total += gap
    result[index] = total
  }
  total += prng.fraction() ** 4
  let before = oldest
  let drawn = 0
  for (let index = 0; index < size; index++) {
    const at = result[index] ?? 0
    if (index > 0 && at === drawn) {
      result[index] = before
      continue
    }
    drawn = at
    const age = Math.min(before, Math.round(oldest * (1 - at / (total || 1))))
    // Some creation times are whole seconds.
    const whole = Math.ceil(age / 1000) * 1000
    before = prng.chance(0.05) && whole <= before ? whole : age
    result[index] = before
  }
  return result
}
