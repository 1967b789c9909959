// The clients that are compared. Each is a function that imports what it needs, and gives a function
// that drains a list and returns how many sessions it had. `most` ends the drain early.
const keys = {
  stripe: "sk_test_sandbox",
  polar: "polar_oat_sandbox",
  flowglad: "sk_test_sandbox"
}

/** This library. `pause` is how many milliseconds the consumer takes for a page. */
const ours =
  (provider, { checking, http = "undici" } = {}) =>
  async ({ base, pause, prefetch }) => {
    const { Effect, identity, Layer, Redacted, Stream } = await import("effect")
    const { FetchHttpClient } = await import("@effect/platform")
    const NodeHttpClient = await import("@effect/platform-node/NodeHttpClient")
    const Checkout = await import("../dist/index.js")
    const secret = Redacted.make(keys[provider])
    const { credentials, module, tag } = {
      stripe: {
        module: Checkout.StripeClient,
        tag: "StripeClient",
        credentials: { secretKey: secret }
      },
      polar: {
        module: Checkout.PolarClient,
        tag: "PolarClient",
        credentials: { accessToken: secret }
      },
      flowglad: {
        module: Checkout.FlowgladClient,
        tag: "FlowgladClient",
        credentials: { secretKey: secret }
      }
    }[provider]
    const transports = {
      fetch: FetchHttpClient.layer,
      "node:http": NodeHttpClient.layer,
      undici: NodeHttpClient.layerUndici
    }
    const client = module
      .layer({ baseUrl: base })
      .pipe(Layer.provide(module.layerCredentials(credentials)), Layer.provide(transports[http]))
    const layer =
      checking === undefined ? client : client.pipe(Layer.provide(Checkout.Checking[checking]))
    return (most) =>
      Effect.gen(function* () {
        const { streamSessions } = yield* module[tag]
        let count = 0
        yield* streamSessions(undefined, { prefetch }).pipe(
          most === Infinity ? identity : Stream.take(most),
          Stream.runForEachChunk((sessions) => {
            count += sessions.length
            return pause > 0 ? Effect.sleep(pause) : Effect.void
          })
        )
        return count
      }).pipe(Effect.provide(layer), Effect.runPromise)
  }

const stripe = async ({ port }) => {
  const { Stripe } = await import("stripe")
  const client = new Stripe(keys.stripe, {
    host: "127.0.0.1",
    port,
    protocol: "http",
    telemetry: false
  })
  return () => client.checkout.sessions.list({ limit: 100 })
}

/** Walks an SDK's own iterator, one session at a time, as its documentation shows. */
const walk =
  (list, use = () => {}) =>
  async (most) => {
    let count = 0
    for await (const session of list()) {
      use(session)
      if (++count === most) break
    }
    return count
  }

export const clients = {
  ours: ours("stripe"),
  "ours-closures": ours("stripe", { checking: "layerClosures" }),
  "ours-schema": ours("stripe", { checking: "layerSchema" }),
  "ours-fetch": ours("stripe", { http: "fetch" }),
  "ours-node-http": ours("stripe", { http: "node:http" }),
  stripe: async (target) => walk(await stripe(target)),
  "stripe and zod": async (target) => {
    const { Session } = await import("./zod.mjs")
    return walk(await stripe(target), (session) => Session.parse(session))
  },
  // The floor: the same requests on the same transport, and nothing is checked.
  "undici and JSON.parse": async ({ base }) => {
    const { request } = await import("undici")
    return async (most) => {
      let count = 0
      for (let after = ""; ;) {
        const { body } = await request(`${base}/v1/checkout/sessions?limit=100${after}`, {
          headers: { authorization: `Bearer ${keys.stripe}` }
        })
        const page = JSON.parse(await body.text())
        count += page.data.length
        if (!page.has_more || count >= most) return count
        after = `&starting_after=${page.data.at(-1).id}`
      }
    }
  },
  "ours-polar": ours("polar"),
  "@polar-sh/sdk": async ({ base }) => {
    const { createPolar } = await import("@polar-sh/sdk/2026-10")
    const client = createPolar({ accessToken: keys.polar, baseUrl: base })
    return walk(() => client.checkouts.iterList({ limit: 100 }))
  },
  "ours-flowglad": ours("flowglad"),
  "@flowglad/node": async ({ base }) => {
    const { Flowglad } = await import("@flowglad/node")
    const client = new Flowglad({ apiKey: keys.flowglad, baseURL: base })
    // This SDK has no iterator: a program walks the pages itself.
    return async (most) => {
      let count = 0
      for (let cursor; ;) {
        const query = cursor === undefined ? { limit: "100" } : { limit: "100", cursor }
        const page = await client.checkoutSessions.list(query)
        count += page.data.length
        if (!page.hasMore || count >= most) return count
        cursor = page.nextCursor
      }
    }
  }
}
