import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/**
 * FNV-1a over UTF-16 code units, 64 bits. Written here because a stored cursor must outlive
 * versions: `effect`'s `Hash` promises nothing across them. It tells queries and ids apart; it guards
 * nothing.
 *
 * The hash is kept as two halves of 32 bits, because `BigInt` takes fifty times as long. The prime
 * is 2⁴⁰ + 435, so a product is the hash times 435 plus the hash shifted by 40.
 */
export const fingerprint = (text: string): string => {
  let high = 0xcbf29ce4
  let low = 0x84222325
  for (let i = 0; i < text.length; i++) {
    low = (low ^ text.charCodeAt(i)) >>> 0
    const product = low * 435
    high = (Math.imul(high, 435) + Math.floor(product / 0x100000000) + (low << 8)) >>> 0
    low = product >>> 0
  }
  return ((BigInt(high) << 32n) | BigInt(low)).toString(36)
}

/** After so many items, or characters of their ids, other fibers get their turn. */
const turn = { items: 5000, characters: 1_000_000 }

/** The fingerprints of the ids of a page; `undefined` for an item without an id. */
export const fingerprints = (
  items: ReadonlyArray<unknown>,
  idOf: (item: unknown) => Option.Option<string>
): Effect.Effect<ReadonlyArray<string | undefined>> =>
  Effect.gen(function* () {
    const marks: Array<string | undefined> = []
    let read = 0
    let characters = 0
    for (const item of items) {
      const id = Option.getOrUndefined(idOf(item))
      marks.push(id === undefined ? undefined : fingerprint(id))
      characters += id?.length ?? 0
      if (++read >= turn.items || characters >= turn.characters) {
        yield* Effect.sleep(0)
        read = 0
        characters = 0
      }
    }
    return marks
  })
