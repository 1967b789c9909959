import * as HelpDoc from "@effect/cli/HelpDoc"
import * as Options from "@effect/cli/Options"
import * as ValidationError from "@effect/cli/ValidationError"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"

/** An option whose value is read here, because the parser's own complaints name no option. */
export const checked = <A>(
  name: string,
  kind: string,
  read: (text: string) => Either.Either<A, string>
): Options.Options<A> =>
  Options.text(name).pipe(
    Options.withPseudoName(kind),
    Options.mapEffect((text) =>
      Effect.mapError(
        // The parser takes the next option for the value of one that was given none.
        text.startsWith("--") ? Either.left(`expected a value, got ${text}`) : read(text),
        (why) => ValidationError.invalidValue(HelpDoc.p(`--${name}: ${why}`))
      )
    )
  )

const got = (text: string): string => (text.trim() === "" ? "nothing" : text)

/** The complaint of an option: what it takes, and what it was given. */
export const expected = (what: string, text: string): Either.Either<never, string> =>
  Either.left(`expected ${what}, got ${got(text)}`)

interface Bounds {
  readonly least: number
  readonly most?: number
}

const number =
  (what: string, isRight: (value: number) => boolean, { least, most = Infinity }: Bounds) =>
  (text: string): Either.Either<number, string> => {
    const value = text.trim() === "" ? Number.NaN : Number(text)
    return isRight(value) && value >= least && value <= most
      ? Either.right(value)
      : expected(what, text)
  }

const between = (what: string, { least, most }: Bounds): string =>
  most === undefined ? `${what} of ${least} or more` : `${what} from ${least} to ${most}`

/** An option that takes a whole number. */
export const whole = (name: string, bounds: Bounds): Options.Options<number> => {
  const what =
    bounds.least === 1 && bounds.most === undefined
      ? "a whole number above 0"
      : between("a whole number", bounds)
  return checked(name, "number", number(what, Number.isSafeInteger, bounds))
}

/** An option that takes any number. */
export const decimal = (name: string, bounds: Bounds): Options.Options<number> =>
  checked(name, "number", number(between("a number", bounds), Number.isFinite, bounds))

/** An option that takes any text, as long as there is one. */
export const text = (name: string, kind: string): Options.Options<string> =>
  checked(name, kind, (text) => (text === "" ? expected("a value", text) : Either.right(text)))
