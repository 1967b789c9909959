import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { CheckoutError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import * as Telemetry from "../../internal/telemetry.js"
import { idOf } from "../../pagination/internal/keyset.js"
import type { Mode } from "../../schemas/Checking.js"
import { checker } from "../../schemas/internal/checker.js"
import type { Endpoint } from "./client.js"
import { span } from "./client.js"
import { invalidEnvelope, invalidItem } from "./decode.js"
import type { RetrieveOperation } from "./operation.js"
import type { Provider } from "./provider.js"

/** The source of a retrieved session. */
export interface Source<Params> {
  readonly checking: Mode
  readonly params: Endpoint<Params, unknown>["params"]
  readonly fetch: (call: Call, params: Params) => Effect.Effect<unknown, CheckoutError>
}

/** A UUID may be asked for in capitals. */
const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** The method that retrieves one session, from its data, whatever answers the request. */
export const over = <Params extends { readonly id: string }, Item>(
  provider: Provider,
  operation: Pick<RetrieveOperation<Params, unknown, Item>, "item" | "name">,
  { checking, fetch, params }: Source<Params>
): ((id: string, params?: unknown) => Effect.Effect<Item, CheckoutError>) => {
  const checkItem = checker(operation.item, checking)
  const call: Call = { provider: provider.name, operation: operation.name }
  return (id, given) =>
    params(
      call,
      given === undefined || Predicate.isReadonlyRecord(given) ? { ...given, id } : given
    ).pipe(
      Effect.flatMap((checked) => fetch(call, checked)),
      Effect.tap(() => Telemetry.arrived(provider.name, 1)),
      Effect.flatMap((item) => {
        const found = Option.getOrElse(idOf(item), () => id)
        // A cache between here and the provider could confuse two sessions.
        return isSame(found, id)
          ? Either.mapLeft(checkItem(item), (why) => invalidItem(call, item, Option.none(), why))
          : Effect.fail(
              invalidEnvelope(call, item, { path: ["id"], expected: "the id that was asked for" })
            )
      }),
      span(provider, operation.name)
    )
}
