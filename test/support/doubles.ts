/** The lists that test doubles hold, for the suites that run over each list. */
import { HttpClientRequest } from "@effect/platform"
import { Effect, Option } from "effect"
import type { Call } from "../../src/internal/errors.js"
import type { CheckoutError } from "../../src/CheckoutError.js"
import { CheckoutRequestError } from "../../src/CheckoutError.js"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import type { CheckoutClient } from "../../src/services/CheckoutClient.js"
import * as Memory from "../../src/services/internal/memory.js"
import type { ListOperation, ListParams } from "../../src/services/internal/operation.js"
import type { Provider } from "../../src/services/internal/provider.js"
import * as Flowglad from "../../src/services/flowglad/operations.js"
import * as FlowgladMemory from "../../src/services/flowglad/memory.js"
import * as Leanrails from "../../src/services/leanrails/operations.js"
import * as LeanrailsMemory from "../../src/services/leanrails/memory.js"
import * as Monime from "../../src/services/monime/operations.js"
import * as MonimeMemory from "../../src/services/monime/memory.js"
import * as Polar from "../../src/services/polar/operations.js"
import * as PolarMemory from "../../src/services/polar/memory.js"
import * as Stripe from "../../src/services/stripe/operations.js"
import * as StripeMemory from "../../src/services/stripe/memory.js"
import { auth } from "../sandbox/raw.js"
import type { Driver, Item } from "./drivers.js"
import * as Http from "./http.js"

/** The items of a list at a request, counted from 0. `undefined` makes the request fail. */
export type Held = (request: number) => ReadonlyArray<Item> | undefined

/** A list, and a count of the requests that it answered. */
export interface Double {
  readonly client: Effect.Effect<CheckoutClient<unknown, unknown>>
  readonly requests: () => number
}

/** The item, created so that a list which begins with the newest session has items in ascending order. */
export const itemOf =
  (driver: Driver, item: (n: number) => Item) =>
  (n: number): Item =>
    driver.provider === "stripe" ? { ...item(n), created: 1_770_000_000 - n } : item(n)

const refused = (call: Call) =>
  new CheckoutRequestError({ ...call, reason: "Transport", description: "no answer came" })

const inMemory =
  <Params extends ListParams, Answer, Item, Session extends { readonly id: string }>(
    provider: Provider,
    list: ListOperation<Params, Answer, Item>,
    answerOf: (
      sessions: ReadonlyArray<Session>
    ) => (call: Call, params: Params) => Effect.Effect<Answer, CheckoutError>
  ) =>
  (held: Held): Double => {
    let requests = 0
    const answer = (call: Call, params: Params) =>
      Effect.suspend(() => {
        const items = held(requests++)
        if (items === undefined) return Effect.fail(refused(call))
        // Invalid items are among them, which no type lets through: they come as JSON does.
        const sessions: ReadonlyArray<Session> = JSON.parse(JSON.stringify(items))
        return answerOf(sessions)(call, params)
      })
    return {
      client: Memory.make(provider, list, () => answer, []),
      requests: () => requests
    }
  }

const memories: Readonly<Record<Driver["provider"], (held: Held) => Double>> = {
  stripe: inMemory(Stripe.provider, Stripe.listSessions, StripeMemory.answer),
  polar: inMemory(Polar.provider, Polar.listSessions, PolarMemory.answer),
  flowglad: inMemory(Flowglad.provider, Flowglad.listSessions, FlowgladMemory.answer),
  monime: inMemory(Monime.provider, Monime.listSessions, MonimeMemory.answer),
  leanrails: inMemory(Leanrails.provider, Leanrails.listSessions(), LeanrailsMemory.answer)
}

/** The list of `layerTest`, with requests that can be counted and can fail. */
export const memory = (driver: Driver, held: Held): Double => memories[driver.provider](held)

/** The sandbox's list of these items. */
export const sandbox = (driver: Driver, held: Held): Double => {
  const items = Option.firstSomeOf([0, 1].map((request) => Option.fromNullable(held(request))))
  const running = Effect.runSync(
    Sandbox.make({
      sessions: JSON.parse(
        JSON.stringify({ [driver.provider]: Option.getOrElse(items, () => []) })
      ),
      ties: "stable"
    })
  )
  const server = Http.serve((_, request) =>
    held(request) === undefined
      ? Http.json({}, { status: 403 })
      : (sent) =>
          running.httpClient.execute(HttpClientRequest.setHeaders(sent, auth[driver.provider]))
  )
  return {
    client: Effect.orDie(Effect.provide(driver.loose, server.layer)),
    requests: () => server.requests.length
  }
}
