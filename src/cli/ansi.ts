import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type { Output } from "./screen.js"

/** The text without bold and colours. */
export const plain = (text: string): string => text.replaceAll(/\p{Cc}\[[\d;]*m/gu, "")

/** The parser's name for the kind of an option that has a kind of its own. */
const noise = /^ *A user-defined piece of text\.\n\n/gm

/**
 * The console of the parser. Its help goes where all output goes, bold only where that is wanted.
 * Its complaints go nowhere, because `usage.ts` has better ones.
 */
export const withConsole =
  (screen: Output) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Console.consoleWith((console) =>
      Console.withConsole(effect, {
        ...console,
        error: () => Effect.void,
        log: (...words) => {
          const text = words.map(String).join(" ").replaceAll(noise, "").trimEnd()
          return screen.write(`${screen.isColoured ? text : plain(text)}\n`)
        }
      })
    )
