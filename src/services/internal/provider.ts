import type { FailureFormat } from "../../http/internal/failure.js"
import type * as Transport from "../../http/internal/transport.js"
import type { SecretEffect } from "../../http/Secret.js"
import type { ProviderName } from "../../CheckoutError.js"
import type { Options } from "../CheckoutClient.js"

/** A provider as data: its name and address, how it authorizes a request, how it refuses one. */
export interface Provider {
  readonly name: ProviderName
  /** The client's module, for spans. */
  readonly module: string
  readonly baseUrl: string
  /** Puts the secret where this provider looks for it. */
  readonly authorize: Transport.Options["authorize"]
  readonly failure: FailureFormat
  /** The mistake in a header, by the bounds that the provider documents. */
  readonly invalidHeader?: (name: string, value: string) => string | undefined
}

/** The options that one client of a provider was made with. */
export interface Settings extends Options {
  readonly secret: SecretEffect
  readonly documentedRate: Transport.Options["documentedRate"]
  /** Headers besides the authorization, by name; those that are `undefined` are not sent. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** Whose sessions these are, beyond the key: a cursor belongs to it. */
  readonly scope?: ReadonlyArray<string | undefined>
}

/** Whose sessions a list has. */
export interface Owner<Params> extends Pick<Settings, "identity" | "scope"> {
  /** Parameters that the credentials bring along. */
  readonly defaults?: Params
}
