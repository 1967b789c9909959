import { assert, describe, it } from "@effect/vitest"
import type { HttpClient } from "@effect/platform"
import { Effect } from "effect"
import type { CheckoutClient } from "../../src/services/CheckoutClient.js"
import * as Http from "../support/http.js"
import * as clients from "./clients.js"

const empty = {
  stripe: { object: "list", data: [], has_more: false, url: "/v1/checkout/sessions" },
  polar: { items: [], pagination: { total_count: 0, max_page: 0 } },
  flowglad: { data: [], currentCursor: null, nextCursor: null, hasMore: false, total: 0 },
  monime: { success: true, messages: [], result: [], pagination: { count: 0, next: null } },
  leanrails: { object: "list", data: [], has_more: false, url: "/v1/checkout_sessions" }
} as const

type Pairs = ReadonlyArray<readonly [string, string]>

const sorted = (pairs: Pairs) => pairs.map((pair) => pair.join("=")).sort()

/** The decoded query of a URL. The order counts only among the values of one key. */
const queryOf = (url: URL): Pairs => [...url.searchParams]

const wire = <Params, Session>(
  name: keyof typeof empty,
  make: Effect.Effect<CheckoutClient<Params, Session>, never, HttpClient.HttpClient>,
  cases: ReadonlyArray<readonly [NoInfer<Params>, Pairs]>,
  always: Pairs = []
) =>
  it.effect(`${name}: sends every parameter as documented`, () =>
    Effect.gen(function* () {
      for (const [params, pairs] of cases) {
        const server = Http.script(Http.json(empty[name]))
        const client = yield* Effect.provide(make, server.layer)
        yield* client.listSessions(params)
        const [sent] = server.requests
        assert.isDefined(sent)
        const keys = new Set(pairs.map(([key]) => key))
        const expected = [...pairs, ...always.filter(([key]) => !keys.has(key))]
        const query = queryOf(sent.url)
        assert.deepStrictEqual(sorted(query), sorted(expected))
        for (const key of keys) {
          const values = (all: Pairs) => all.filter(([other]) => other === key).map(([, v]) => v)
          assert.deepStrictEqual(values(query), values(pairs), key)
        }
      }
    })
  )

const uuid = "1dbfc517-0bbf-4301-9ba8-555ca42b9737"
const other = "3C90C3CC-0D44-4B50-8888-8DD25736052A"
const long = (length: number) => "x".repeat(length)

describe("queries on the wire", () => {
  wire("stripe", clients.stripe, [
    [{}, []],
    [{ created: 1_700_000_000 }, [["created", "1700000000"]]],
    [{ created: { gte: 1 } }, [["created[gte]", "1"]]],
    [
      { created: { gt: 1, gte: 2, lt: 3, lte: 4 } },
      [
        ["created[gt]", "1"],
        ["created[gte]", "2"],
        ["created[lt]", "3"],
        ["created[lte]", "4"]
      ]
    ],
    [
      { customer_details: { email: "a+b&c=d@exämple.com" } },
      [["customer_details[email]", "a+b&c=d@exämple.com"]]
    ],
    [
      {
        customer: "cus_1",
        customer_account: "acct_1",
        payment_intent: "pi_1",
        payment_link: "plink_1",
        subscription: "sub_1",
        status: "expired",
        limit: 100,
        starting_after: "cs_1 +/="
      },
      [
        ["customer", "cus_1"],
        ["customer_account", "acct_1"],
        ["payment_intent", "pi_1"],
        ["payment_link", "plink_1"],
        ["subscription", "sub_1"],
        ["status", "expired"],
        ["limit", "100"],
        ["starting_after", "cs_1 +/="]
      ]
    ],
    [
      { ending_before: "cs_1", status: "open" },
      [
        ["ending_before", "cs_1"],
        ["status", "open"]
      ]
    ],
    [{ expand: [] }, []],
    [
      {
        expand: ["data.line_items", "data.customer", "data.payment_intent.customer.default_source"]
      },
      [
        ["expand[]", "data.line_items"],
        ["expand[]", "data.customer"],
        ["expand[]", "data.payment_intent.customer.default_source"]
      ]
    ],
    [
      { customer: long(5000), limit: 1 },
      [
        ["customer", long(5000)],
        ["limit", "1"]
      ]
    ],
    [{ expand: [`data.${long(4995)}`] }, [["expand[]", `data.${long(4995)}`]]],
    [{ customer: undefined, limit: undefined, expand: undefined, created: undefined }, []]
  ])

  wire(
    "polar",
    clients.polar,
    [
      [{}, []],
      [
        {
          organization_id: uuid,
          product_id: other,
          customer_id: uuid,
          external_customer_id: "a b"
        },
        [
          ["organization_id", uuid],
          ["product_id", other],
          ["customer_id", uuid],
          ["external_customer_id", "a b"]
        ]
      ],
      [
        {
          organization_id: [uuid, other],
          product_id: [other, uuid],
          customer_id: [uuid],
          external_customer_id: ["1", "2,3"],
          status: ["open", "succeeded", "confirmed", "failed", "expired"]
        },
        [
          ["organization_id", uuid],
          ["organization_id", other],
          ["product_id", other],
          ["product_id", uuid],
          ["customer_id", uuid],
          ["external_customer_id", "1"],
          ["external_customer_id", "2,3"],
          ["status", "open"],
          ["status", "succeeded"],
          ["status", "confirmed"],
          ["status", "failed"],
          ["status", "expired"]
        ]
      ],
      [
        { status: "open", query: "50%_+@" },
        [
          ["status", "open"],
          ["query", "50%_+@"]
        ]
      ],
      [
        { sorting: ["-expires_at", "created_at", "status"] },
        [
          ["sorting", "-expires_at"],
          ["sorting", "created_at"],
          ["sorting", "status"]
        ]
      ],
      [
        { sorting: ["expires_at", "-created_at", "-status"], page: 7, limit: 1 },
        [
          ["sorting", "expires_at"],
          ["sorting", "-created_at"],
          ["sorting", "-status"],
          ["page", "7"],
          ["limit", "1"]
        ]
      ],
      [
        { page: 2_147_483_647, limit: 100 },
        [
          ["page", "2147483647"],
          ["limit", "100"]
        ]
      ]
    ],
    // Polar's own defaults, sent explicitly.
    [
      ["page", "1"],
      ["limit", "10"]
    ]
  )

  wire("flowglad", clients.flowglad, [
    [{}, []],
    [{ limit: 1 }, [["limit", "1"]]],
    [
      { limit: 100, cursor: "eyJ+/w==" },
      [
        ["limit", "100"],
        ["cursor", "eyJ+/w=="]
      ]
    ]
  ])

  wire("monime", clients.monime, [
    [{}, []],
    [{ limit: 1, after: null }, [["limit", "1"]]],
    [
      { limit: 50, after: "a+/=&#?%20é" },
      [
        ["limit", "50"],
        ["after", "a+/=&#?%20é"]
      ]
    ],
    [{ after: long(2000) }, [["after", long(2000)]]]
  ])

  wire("leanrails", clients.leanrails, [
    [{}, []],
    [
      { limit: 1, status: "complete", starting_after: "cs_+/=" },
      [
        ["limit", "1"],
        ["status", "complete"],
        ["starting_after", "cs_+/="]
      ]
    ],
    [
      { limit: 100, status: "open", ending_before: "cs_1" },
      [
        ["limit", "100"],
        ["status", "open"],
        ["ending_before", "cs_1"]
      ]
    ],
    [{ status: "expired" }, [["status", "expired"]]]
  ])
})
