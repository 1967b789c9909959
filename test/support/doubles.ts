/** The lists that test doubles hold, for the suites that run over each list. */
import { HttpClientRequest } from "@effect/platform"
import { Effect, Option } from "effect"
import type { Call } from "../../src/internal/errors.js"
import { CheckoutRequestError } from "../../src/CheckoutError.js"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import type { CheckoutClient } from "../../src/services/CheckoutClient.js"
import * as Memory from "../../src/services/internal/memory.js"
import type { Operations } from "../../src/services/internal/methods.js"
import type { ListParams } from "../../src/services/internal/operation.js"
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
  <
    Params extends ListParams,
    Page,
    RetrieveOf extends { readonly id: string },
    One,
    Session extends { readonly id: string }
  >(
    provider: Provider,
    operations: Operations<Params, Page, RetrieveOf, One, Session>,
    answers: Memory.Memory<Session, Params, Page, RetrieveOf>
  ) =>
  (held: Held): Double => {
    let requests = 0
    const list = (call: Call, params: Params) =>
      Effect.suspend(() => {
        const items = held(requests++)
        if (items === undefined) return Effect.fail(refused(call))
        // Invalid items are among them, which no type lets through: they come as JSON does.
        const sessions: ReadonlyArray<Session> = JSON.parse(JSON.stringify(items))
        return answers.list(sessions)(call, params)
      })
    return {
      client: Memory.make(provider, operations, { ...answers, list: () => list }, []),
      requests: () => requests
    }
  }

const memories: Readonly<Record<Driver["provider"], (held: Held) => Double>> = {
  stripe: inMemory(
    Stripe.provider,
    { list: Stripe.listSessions, retrieve: Stripe.retrieveSession },
    StripeMemory.memory
  ),
  polar: inMemory(
    Polar.provider,
    { list: Polar.listSessions, retrieve: Polar.retrieveSession },
    PolarMemory.memory
  ),
  flowglad: inMemory(
    Flowglad.provider,
    { list: Flowglad.listSessions, retrieve: Flowglad.retrieveSession },
    FlowgladMemory.memory
  ),
  monime: inMemory(
    Monime.provider,
    { list: Monime.listSessions, retrieve: Monime.retrieveSession },
    MonimeMemory.memory
  ),
  leanrails: inMemory(
    Leanrails.provider,
    { list: Leanrails.listSessions(), retrieve: Leanrails.retrieveSession() },
    LeanrailsMemory.memory
  )
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
