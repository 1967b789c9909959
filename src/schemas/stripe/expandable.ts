/**
 * The related objects of a Stripe checkout session, which are ids unless `expand` asked for more.
 *
 * Only the `id` is required: it stands for an object that was not expanded. See `Stripe.ts`.
 *
 * @see https://docs.stripe.com/api/expanding_objects
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { json, nullish, opaque } from "../Wire.js"

/**
 * A related object that `expand` asked for, or what Stripe keeps of a deleted one. All keys except
 * these three are unchecked.
 *
 * @since 0.1.0
 * @category Models
 */
export class Expanded extends opaque<Expanded>("effect-checkout/Stripe/Expanded")(
  Schema.Struct(
    { id: Schema.String, object: nullish(Schema.String), deleted: nullish(Schema.Boolean) },
    { key: Schema.String, value: json }
  )
) {}

/**
 * The id of a related object, or the object itself if `expand` asked for it.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const Expandable = Schema.Union(Schema.String, Expanded).annotations({
  identifier: "effect-checkout/Stripe/Expandable"
})

/**
 * @since 0.1.0
 * @category Models
 */
export type Expandable = Schema.Schema.Type<typeof Expandable>
