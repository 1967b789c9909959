import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { ProviderName } from "../../CheckoutError.js"
import * as Money from "../Money.js"

// Readers of a payload that was not checked, or did not pass. A field that is not as documented reads as
// missing: a session arrives with the fields that can be read.

/** The value of a key that the object itself has. */
export const at = (from: unknown, key: string): unknown =>
  Predicate.isRecord(from) && Object.hasOwn(from, key) ? from[key] : undefined

export const text = (from: unknown, key: string): Option.Option<string> =>
  Option.liftPredicate(at(from, key), Predicate.isString)

export const flag = (from: unknown, key: string): Option.Option<boolean> =>
  Option.liftPredicate(at(from, key), Predicate.isBoolean)

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

/** A whole number that JSON did not round. */
export const whole = (from: unknown, key: string): Option.Option<number> =>
  Option.liftPredicate(at(from, key), isWhole)

export const list = (from: unknown, key: string): Option.Option<ReadonlyArray<unknown>> =>
  Option.liftPredicate(at(from, key), (value): value is ReadonlyArray<unknown> =>
    Array.isArray(value)
  )

/** An object with its values as they came. */
export const record = (
  from: unknown,
  key: string
): Option.Option<{ readonly [key: string]: unknown }> =>
  Option.liftPredicate(at(from, key), Predicate.isRecord)

const instant = (millis: number): Option.Option<DateTime.Utc> => DateTime.make(millis)

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i

/** A day that no calendar has would become one of the next month. */
const isDay = (year: number, month: number, day: number): boolean =>
  day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()

const fromText = (value: string): Option.Option<DateTime.Utc> => {
  const [, year, month, day] = rfc3339.exec(value) ?? []
  return isDay(Number(year), Number(month), Number(day))
    ? instant(Date.parse(value))
    : Option.none()
}

/** A time in Unix seconds. */
export const seconds = (from: unknown, key: string): Option.Option<DateTime.Utc> =>
  Option.flatMap(whole(from, key), (value) => instant(value * 1000))

/** A time as RFC 3339, cut to milliseconds. One without a zone is no instant. */
export const time = (from: unknown, key: string): Option.Option<DateTime.Utc> =>
  Option.flatMap(text(from, key), fromText)

/** A time in epoch milliseconds, or as RFC 3339. */
export const millisOrTime = (from: unknown, key: string): Option.Option<DateTime.Utc> =>
  Option.orElse(Option.flatMap(whole(from, key), instant), () => time(from, key))

/** An amount in minor units beside its currency. */
export const money = (
  provider: ProviderName,
  from: unknown,
  amount: string,
  currency: string
): Option.Option<Money.Money> =>
  Option.flatMap(Option.all([whole(from, amount), text(from, currency)]), ([minor, code]) =>
    Money.fromMinor(provider, minor, code)
  )
