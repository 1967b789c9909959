/** What the tables must hold, and how often each session was written. */
import { assert } from "@effect/vitest"
import * as SqlClient from "@effect/sql/SqlClient"
import { Effect, Layer, ManagedRuntime } from "effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import * as SyncStore from "../../src/sync/SyncStore.js"
import { client } from "../postgres/client.js"
import { sandbox, sources } from "./plan.js"

interface Row {
  readonly [column: string]: unknown
}

/** Counts each writing of a session; to note that it was seen unchanged is none. */
const counter = [
  `CREATE TABLE test_writes (source text, id text, times integer NOT NULL, PRIMARY KEY (source, id))`,
  `CREATE FUNCTION test_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO test_writes VALUES (NEW.source, NEW.id, 1)
    ON CONFLICT (source, id) DO UPDATE SET times = test_writes.times + 1;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER test_count AFTER INSERT OR UPDATE OF raw ON checkout_sessions
    FOR EACH ROW EXECUTE FUNCTION test_count()`
]

/** Empties the tables and takes all sources, so that whoever reads them begins again. */
const emptied = [
  // First, as in each commit: whoever writes a source then waits for this one, or this one for it.
  `UPDATE checkout_sync SET epoch = epoch + 1, phase = 'load', cursor = NULL, plan = NULL, sweep = 0,
    livemode = NULL, loaded_at = NULL, last_ok_at = NULL, next_due_at = NULL, requests = 0, sessions = 0`,
  `DELETE FROM checkout_sessions`,
  `DELETE FROM checkout_marks`,
  `DELETE FROM test_writes`
]

/** Opens the database of the tests. */
export const open = async (
  host: string,
  database: string,
  data: { readonly now: number; readonly sessions: number }
) => {
  const runtime = ManagedRuntime.make(
    Layer.provideMerge(SyncStore.layerSql(), client(host, database))
  )
  const all = (statements: ReadonlyArray<string>) =>
    runtime.runPromise(
      Effect.flatMap(SqlClient.SqlClient, (sql) =>
        sql.withTransaction(Effect.forEach(statements, (statement) => sql.unsafe(statement)))
      )
    )
  const ask = (statement: string) =>
    runtime.runPromise(Effect.flatMap(SqlClient.SqlClient, (sql) => sql.unsafe<Row>(statement)))
  await all(counter)
  const idsOf = new Map(
    [...new Set(sources.values())].map((provider) => [
      provider,
      Sandbox.sessions(provider, sandbox(data))
        .map(({ id }) => id)
        .sort()
    ])
  )
  return {
    ask,
    empty: () => all(emptied),
    /** Whether every source has been read to its end. */
    isLoaded: async () => {
      const [row] = await ask(`SELECT count(*) AS loaded FROM checkout_sync WHERE phase = 'follow'`)
      return Number(row?.["loaded"]) === sources.size
    },
    /** Nothing is lost, nothing is there twice; the number of sessions that were written more than once. */
    verify: async () => {
      for (const [source, provider] of sources) {
        const rows = await ask(
          `SELECT id FROM checkout_sessions WHERE source = '${source}' AND gone_at IS NULL ORDER BY id COLLATE "C"`
        )
        assert.deepStrictEqual(
          rows.map(({ id }) => String(id)),
          idsOf.get(provider),
          source
        )
      }
      const [row] = await ask(
        `SELECT max(times) AS most, count(*) FILTER (WHERE times > 1) AS again, count(*) AS rows FROM test_writes`
      )
      assert.strictEqual(Number(row?.["rows"]), data.sessions * sources.size)
      assert.isAtMost(Number(row?.["most"]), 2)
      return Number(row?.["again"])
    },
    close: () => runtime.dispose()
  }
}

export type Truth = Awaited<ReturnType<typeof open>>
