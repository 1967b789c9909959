import type { ProviderName } from "../../CheckoutError.js"

// ISO 4217, list one of 2024-06-25 with the amendments to the end of 2025. All other codes have two
// decimals. `Intl` has digits of its own, which change between releases of Node: it only draws.
const isoNone = "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX"
const iso = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW"
}

// "Zero-decimal currencies" of Stripe's page. MGA has two decimals in ISO. ISK and UGX are "special
// cases", which Stripe writes with two decimals, though ISO has none.
const stripe = {
  0: "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF",
  3: "BHD JOD KWD OMR TND"
}

type Scale = (code: string) => number | undefined

const isAmong = (codes: string, code: string): boolean => codes.split(" ").includes(code)

const scaleFrom =
  (codes: Readonly<Record<number, string>>): Scale =>
  (code) => {
    if (isAmong(isoNone, code)) return undefined
    const found = Object.entries(codes).find(([, listed]) => isAmong(listed, code))
    return found === undefined ? 2 : Number(found[0])
  }

const isoScale = scaleFrom(iso)
const stripeScale = scaleFrom(stripe)

const scales: Readonly<Record<ProviderName | "iso", Scale>> = {
  iso: isoScale,
  stripe: stripeScale,
  // Stripe is its processor: the two agree on all 126 currencies that Polar takes.
  polar: stripeScale,
  // Its code has Stripe's list of zero decimals with UGX, and two decimals for everything else.
  flowglad: (code) =>
    code === "UGX"
      ? 0
      : stripeScale(code) === undefined
        ? undefined
        : stripeScale(code) === 0
          ? 0
          : 2,
  // "SLE 1.00 is 100"; no other currency is documented.
  monime: (code) => (code === "SLE" || code === "USD" ? 2 : undefined),
  // "The smallest unit", and no rule for a currency: known where ISO and Stripe agree.
  leanrails: (code) => (isoScale(code) === stripeScale(code) ? isoScale(code) : undefined)
}

/** Three letters in upper case, if the text is a currency code. */
export const codeOf = (text: string): string | undefined =>
  /^[a-z]{3}$/i.test(text) ? text.toUpperCase() : undefined

/** How many decimals a provider's minor units stand for; `undefined` where that is not known. */
export const scaleOf = (provider: ProviderName | "iso", code: string): number | undefined =>
  scales[provider](code)
