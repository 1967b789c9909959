/**
 * Amounts of money as whole minor units, with their currency and its scale.
 *
 * @since 0.2.0
 */
import * as BigInt_ from "effect/BigInt"
import * as Either from "effect/Either"
import * as Equivalence_ from "effect/Equivalence"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { ProviderName } from "../CheckoutError.js"
import * as Currency from "./internal/currency.js"

/**
 * An amount: `minor` units of `currency`, of which `10 ** scale` are one major unit. Ten dollars and
 * ninety-nine cents are `{ minor: 1099n, currency: "USD", scale: 2 }`. In JSON, `minor` is a text of
 * digits, because JSON's numbers lose digits beyond 2^53.
 *
 * The scale belongs to the provider as well as to the currency: Stripe writes 5 ISK as 500, and ISO
 * 4217 has no decimals for it.
 *
 * @since 0.2.0
 * @category Models
 */
export class Money extends Schema.Class<Money>("effect-checkout/Money")({
  minor: Schema.BigInt,
  /** ISO 4217, three letters in upper case. */
  currency: Schema.String.pipe(Schema.pattern(/^[A-Z]{3}$/)),
  /** How many decimals `minor` stands for. */
  scale: Schema.Int.pipe(Schema.between(0, 12))
}) {
  override toString(): string {
    return `${toDecimal(this)} ${this.currency}`
  }
}

/**
 * An operation on amounts that is not possible.
 *
 * - `CurrencyMismatch`: two currencies cannot be added or compared.
 * - `NotDecimal`: the text is not a decimal number.
 * - `TooPrecise`: the text has more decimals than the scale.
 *
 * @since 0.2.0
 * @category Errors
 */
export class MoneyError extends Schema.TaggedError<MoneyError>("effect-checkout/Money/MoneyError")(
  "MoneyError",
  {
    reason: Schema.Literal("CurrencyMismatch", "NotDecimal", "TooPrecise"),
    description: Schema.String
  }
) {
  override get message(): string {
    return this.description
  }
}

/** An amount that was computed here needs no check. */
const make = (minor: bigint, currency: string, scale: number): Money =>
  new Money({ minor, currency, scale }, true)

const refuse = (reason: MoneyError["reason"], description: string) =>
  Either.left(new MoneyError({ reason, description }))

/**
 * How many decimals the minor units of a provider stand for, by currency; `"iso"` is ISO 4217's own
 * table. `None` where no rule is published, or the code stands for no money, as `XAU` does.
 *
 * @example Money.scaleOf("stripe", "isk") // Some(2)
 * @example Money.scaleOf("iso", "isk") // Some(0)
 * @see https://docs.stripe.com/currencies#minor-units
 * @since 0.2.0
 * @category Constructors
 */
export const scaleOf = (provider: ProviderName | "iso", currency: string): Option.Option<number> =>
  Option.fromNullable(Currency.codeOf(currency)).pipe(
    Option.flatMapNullable((code) => Currency.scaleOf(provider, code))
  )

/**
 * An amount as a provider sends it: whole minor units and a currency code, in upper or lower case.
 * `None` if the number is not whole, is beyond 2^53, so that JSON has rounded it, or if the scale is not
 * known.
 *
 * @since 0.2.0
 * @category Constructors
 */
export const fromMinor = (
  provider: ProviderName | "iso",
  minor: number | bigint,
  currency: string
): Option.Option<Money> =>
  typeof minor === "number" && !Number.isSafeInteger(minor)
    ? Option.none()
    : Option.map(scaleOf(provider, currency), (scale) =>
        make(BigInt(minor), currency.toUpperCase(), scale)
      )

const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent)

const rescaled = ({ minor, scale }: Money, to: number): bigint => minor * powerOfTen(to - scale)

const isNumeric = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text)

/** Its type says to `Intl` that the text is a number. */
const decimal = (minor: bigint, scale: number): `${number}` => {
  const digits = BigInt_.abs(minor)
    .toString()
    .padStart(scale + 1, "0")
  const whole = digits.slice(0, digits.length - scale)
  const text = `${minor < 0n ? "-" : ""}${whole}${scale === 0 ? "" : `.${digits.slice(-scale)}`}`
  return isNumeric(text) ? text : "0"
}

/**
 * The amount in major units as decimal text, with as many decimals as its scale: `"10.99"`. `parse`
 * reads it back.
 *
 * @since 0.2.0
 * @category Conversions
 */
export const toDecimal = ({ minor, scale }: Money): string => decimal(minor, scale)

/**
 * Reads decimal text in major units: `parse("10.99", { currency: "USD", scale: 2 })`. It fails with
 * `MoneyError` if the text is not a decimal number, or has more decimals than the scale: nothing is
 * rounded.
 *
 * @since 0.2.0
 * @category Conversions
 */
export const parse = (
  text: string,
  { currency, scale }: { readonly currency: string; readonly scale: number }
): Either.Either<Money, MoneyError> => {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === "") return refuse("NotDecimal", "expected a decimal number, such as 10.99")
  if (fraction.length > scale) {
    return refuse(
      "TooPrecise",
      `expected at most ${scale} decimals for ${currency}, got ${fraction.length}`
    )
  }
  const minor = BigInt(sign + whole + fraction.padEnd(scale, "0"))
  return Either.right(new Money({ minor, currency, scale }))
}

/**
 * The amount as people of a locale write it, drawn by `Intl`: `$10.99`. It has the decimals that ISO
 * 4217 gives the currency, or all of its scale if one of them is not zero.
 *
 * @since 0.2.0
 * @category Conversions
 */
export const format = (money: Money, locale?: string | ReadonlyArray<string>): string => {
  const { currency, minor, scale } = money
  const iso = Currency.scaleOf("iso", currency) ?? scale
  const dropped = iso < scale && minor % powerOfTen(scale - iso) === 0n
  const digits = dropped ? iso : scale
  return new Intl.NumberFormat(typeof locale === "object" ? [...locale] : locale, {
    style: "currency",
    currency,
    // Both: with one of them, `Intl` takes the other from its own table of digits.
    minimumFractionDigits: digits,
    maximumFractionDigits: digits
  }).format(decimal(minor, scale))
}

/**
 * The sum of two amounts of one currency, at the larger of their scales, exact.
 *
 * @since 0.2.0
 * @category Combining
 */
export const add = (one: Money, other: Money): Either.Either<Money, MoneyError> => {
  if (one.currency !== other.currency) {
    return refuse(
      "CurrencyMismatch",
      `${one.currency} and ${other.currency} cannot be added; sum each currency by itself with \`sumByCurrency\``
    )
  }
  const scale = Math.max(one.scale, other.scale)
  return Either.right(make(rescaled(one, scale) + rescaled(other, scale), one.currency, scale))
}

/**
 * The sum of amounts of one currency; `None` if there are none.
 *
 * @since 0.2.0
 * @category Combining
 */
export const sum = (amounts: Iterable<Money>): Either.Either<Option.Option<Money>, MoneyError> => {
  let total = Option.none<Money>()
  for (const amount of amounts) {
    const next = Option.match(total, {
      onNone: () => Either.right(amount),
      onSome: (before) => add(before, amount)
    })
    if (Either.isLeft(next)) return Either.left(next.left)
    total = Option.some(next.right)
  }
  return Either.right(total)
}

/**
 * One sum for each currency, in the order of their codes. Sums of different currencies cannot be added:
 * that would take a rate.
 *
 * @since 0.2.0
 * @category Combining
 */
export const sumByCurrency = (amounts: Iterable<Money>): ReadonlyArray<Money> => {
  const sums = new Map<string, Money>()
  for (const amount of amounts) {
    const before = sums.get(amount.currency)
    const after = before === undefined ? Either.right(amount) : add(before, amount)
    if (Either.isRight(after)) sums.set(amount.currency, after.right)
  }
  return [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

/**
 * Whether two amounts are worth the same: 5 UGX of scale 0 and 5.00 UGX of scale 2 are.
 *
 * @since 0.2.0
 * @category Combining
 */
export const Equivalence: Equivalence_.Equivalence<Money> = Equivalence_.make((one, other) => {
  const scale = Math.max(one.scale, other.scale)
  return one.currency === other.currency && rescaled(one, scale) === rescaled(other, scale)
})
