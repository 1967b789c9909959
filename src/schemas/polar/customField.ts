/**
 * The custom fields of Polar's checkout sessions, told apart by `type`.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, map, nullish, scalar, unknownValue } from "../Wire.js"

const customField = {
  id: Schema.String,
  created_at: Schema.String,
  modified_at: nullish(Schema.String),
  metadata: nullish(map(scalar)),
  /** The key under which `custom_field_data` holds the answer. */
  slug: Schema.String,
  name: Schema.String,
  organization_id: Schema.String
}

const form = {
  form_label: nullish(Schema.String),
  form_help_text: nullish(Schema.String),
  form_placeholder: nullish(Schema.String)
}

/**
 * A custom field for a line or an area of text.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const CustomFieldText = Schema.Struct({
  ...customField,
  type: Schema.Literal("text"),
  properties: Schema.Struct({
    ...form,
    textarea: nullish(Schema.Boolean),
    min_length: nullish(integer),
    max_length: nullish(integer)
  })
}).annotations({ identifier: "effect-checkout/Polar/CustomFieldText" })

/**
 * A custom field for a line or an area of text.
 *
 * @since 0.1.0
 * @category Models
 */
export interface CustomFieldText extends Schema.Schema.Type<typeof CustomFieldText> {}

/**
 * A custom field for a number.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const CustomFieldNumber = Schema.Struct({
  ...customField,
  type: Schema.Literal("number"),
  properties: Schema.Struct({ ...form, ge: nullish(Schema.Finite), le: nullish(Schema.Finite) })
}).annotations({ identifier: "effect-checkout/Polar/CustomFieldNumber" })

/**
 * A custom field for a number.
 *
 * @since 0.1.0
 * @category Models
 */
export interface CustomFieldNumber extends Schema.Schema.Type<typeof CustomFieldNumber> {}

/**
 * A custom field for a date; its bounds `ge` and `le` are Unix seconds.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const CustomFieldDate = Schema.Struct({
  ...customField,
  type: Schema.Literal("date"),
  properties: Schema.Struct({ ...form, ge: nullish(Schema.Finite), le: nullish(Schema.Finite) })
}).annotations({ identifier: "effect-checkout/Polar/CustomFieldDate" })

/**
 * A custom field for a date; its bounds `ge` and `le` are Unix seconds.
 *
 * @since 0.1.0
 * @category Models
 */
export interface CustomFieldDate extends Schema.Schema.Type<typeof CustomFieldDate> {}

/**
 * A custom field for a yes or no.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const CustomFieldCheckbox = Schema.Struct({
  ...customField,
  type: Schema.Literal("checkbox"),
  properties: Schema.Struct(form)
}).annotations({ identifier: "effect-checkout/Polar/CustomFieldCheckbox" })

/**
 * A custom field for a yes or no.
 *
 * @since 0.1.0
 * @category Models
 */
export interface CustomFieldCheckbox extends Schema.Schema.Type<typeof CustomFieldCheckbox> {}

/**
 * A custom field for one of several options.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const CustomFieldSelect = Schema.Struct({
  ...customField,
  type: Schema.Literal("select"),
  properties: Schema.Struct({
    ...form,
    options: Schema.Array(Schema.Struct({ value: Schema.String, label: Schema.String }))
  })
}).annotations({ identifier: "effect-checkout/Polar/CustomFieldSelect" })

/**
 * A custom field for one of several options.
 *
 * @since 0.1.0
 * @category Models
 */
export interface CustomFieldSelect extends Schema.Schema.Type<typeof CustomFieldSelect> {}

/**
 * A custom field of a `type` that was not documented when this version was written.
 *
 * @since 0.1.0
 * @category Schemas
 */
export const CustomFieldUnknown = Schema.Struct({
  ...customField,
  type: unknownValue("text", "number", "date", "checkbox", "select")
}).annotations({ identifier: "effect-checkout/Polar/CustomFieldUnknown" })

/**
 * A custom field of a `type` that was not documented when this version was written.
 *
 * @since 0.1.0
 * @category Models
 */
export interface CustomFieldUnknown extends Schema.Schema.Type<typeof CustomFieldUnknown> {}

/**
 * A custom field, told apart by `type`.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const CustomField = Schema.Union(
  CustomFieldText,
  CustomFieldNumber,
  CustomFieldDate,
  CustomFieldCheckbox,
  CustomFieldSelect,
  CustomFieldUnknown
).annotations({ identifier: "effect-checkout/Polar/CustomField" })

/**
 * A custom field, told apart by `type`.
 *
 * @since 0.1.0
 * @category Models
 */
export type CustomField = Schema.Schema.Type<typeof CustomField>

/**
 * A custom field as a session asks for it.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 * @category Schemas
 */
export const AttachedCustomField = Schema.Struct({
  custom_field_id: Schema.String,
  custom_field: CustomField,
  order: integer,
  required: Schema.Boolean
}).annotations({ identifier: "effect-checkout/Polar/AttachedCustomField" })

/**
 * A custom field as a session asks for it.
 *
 * @since 0.1.0
 * @category Models
 */
export interface AttachedCustomField extends Schema.Schema.Type<typeof AttachedCustomField> {}
