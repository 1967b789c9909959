import type * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import type { DividedClient, RetrievingClient } from "../CheckoutClient.js"
import { connect } from "./client.js"
import * as List from "./list.js"
import type { ListOperation, ListParams, RetrieveOperation } from "./operation.js"
import type { Owner, Provider, Settings } from "./provider.js"
import * as Retrieve from "./retrieve.js"

/** The operations of a provider's client, as data. */
export interface Operations<
  ListOf extends ListParams,
  Page,
  RetrieveOf extends { readonly id: string },
  One,
  Item
> {
  readonly list: ListOperation<ListOf, Page, Item>
  readonly retrieve: RetrieveOperation<RetrieveOf, One, Item>
}

/** The methods of a client, whatever a list can do and a retrieval takes. */
export interface Methods<Item>
  extends Omit<DividedClient<unknown, Item>, "retrieveSession">, RetrievingClient<unknown, Item> {}

/** The methods of a provider's client over HTTP. */
export const make = <
  ListOf extends ListParams,
  Page,
  RetrieveOf extends { readonly id: string },
  One,
  Item
>(
  provider: Provider,
  { list, retrieve }: Operations<ListOf, Page, RetrieveOf, One, Item>,
  settings: Settings & Owner<ListOf>
): Effect.Effect<Methods<Item>, never, HttpClient.HttpClient> =>
  Effect.map(connect(provider, settings), ({ checking, endpoint }) => {
    const one = endpoint(retrieve)
    return {
      ...List.over(provider, list, settings, { checking, endpoint: endpoint(list) }),
      retrieveSession: Retrieve.over(provider, retrieve, {
        checking,
        params: one.params,
        fetch: (call, params) => Effect.map(one.send(call, params), retrieve.read)
      })
    }
  })
