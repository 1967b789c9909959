/**
 * One page of a list.
 *
 * @since 0.1.0
 */
import type * as Option from "effect/Option"
import type { Cursor } from "./Cursor.js"

/**
 * One page of a list, in the shape that all providers share.
 *
 * @since 0.1.0
 * @category Models
 */
export interface Page<out A> {
  /** The sessions of this page, each as the provider sent it. */
  readonly items: ReadonlyArray<A>
  /** Where the next page begins; `None` only when the provider said that this is the last one. */
  readonly next: Option.Option<Cursor>
  /** How many sessions the whole list has, where the provider tells (Polar, Flowglad). */
  readonly total: Option.Option<number>
}
