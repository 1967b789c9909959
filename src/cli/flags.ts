import * as HelpDoc from "@effect/cli/HelpDoc"
import * as Options from "@effect/cli/Options"
import * as ValidationError from "@effect/cli/ValidationError"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"

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

/** The complaint of an option: the value that it expects, and the given one. */
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

/** A time, or how long ago. */
export type Time =
  | { readonly _tag: "At"; readonly time: DateTime.Utc }
  | { readonly _tag: "Ago"; readonly age: Duration.Duration }

const units = { m: "minutes", h: "hours", d: "days", w: "weeks" } as const

const ageOf = (text: string): Option.Option<Duration.Duration> => {
  const [, count = "", unit = ""] = /^(\d{1,6})([mhdw])$/.exec(text) ?? []
  return unit === "m" || unit === "h" || unit === "d" || unit === "w"
    ? Option.some(Duration.decode(`${Number(count)} ${units[unit]}`))
    : Option.none()
}

/** An option that takes a time (`2026-06-01`, UTC without a zone) or an age (`7d`). */
export const time = (name: string): Options.Options<Time> =>
  checked(name, "time", (text): Either.Either<Time, string> =>
    Option.match(ageOf(text), {
      onSome: (age) => Either.right({ _tag: "Ago", age }),
      onNone: () =>
        Option.match(/^\d{4}-\d\d-\d\d/.test(text) ? DateTime.make(text) : Option.none(), {
          onSome: (time) => Either.right({ _tag: "At", time: DateTime.toUtc(time) }),
          onNone: () =>
            expected(
              "a time such as 2026-06-01T12:00:00Z, or an age such as 90m, 24h, 7d or 4w",
              text
            )
        })
    })
  )

/** The time that an option means. */
export const timeAt =
  (now: DateTime.Utc) =>
  (given: Time): DateTime.Utc =>
    given._tag === "At" ? given.time : DateTime.subtractDuration(now, given.age)
