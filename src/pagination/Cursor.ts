/**
 * The place in a list where a walk goes on, as one opaque string.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/**
 * An opaque place in one provider's list, for one query. Store it for as long as you like and give
 * it back as `from`; a cursor of another provider, query or account is refused as `CursorForeign`.
 *
 * It holds what the provider asks for to go on (an id, a page number, its own cursor) and a
 * fingerprint of the query, never a credential, an e-mail address or the query itself.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const Cursor = Schema.String.pipe(
  Schema.pattern(/^[\w-]+$/),
  Schema.brand("effect-checkout/Cursor")
).annotations({
  identifier: "effect-checkout/Cursor",
  // The default generator of a pattern is slow enough to dominate a property test.
  arbitrary: () => (fc) =>
    fc.base64String({ minLength: 4 }).map((text) => Cursor.make(text.replace(/[^\w-]/g, "_")))
})

/**
 * @since 0.1.0
 * @category Models
 */
export type Cursor = typeof Cursor.Type
