/**
 * The custom fields of Polar's checkout sessions. `type` says which kind a field is.
 *
 * A field is required only if the documents of all API versions show it, and none of them as nullable:
 * see `Polar.ts`.
 *
 * @see https://polar.sh/docs/api-reference/checkouts/list-sessions
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { integer, map, nullish, opaque, scalar, unknownAmong } from "../Wire.js"

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
 * The form of a text field, with the bounds of its length.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomFieldTextProperties extends opaque<CustomFieldTextProperties>(
  "effect-checkout/Polar/CustomFieldTextProperties"
)(
  Schema.Struct({
    ...form,
    textarea: nullish(Schema.Boolean),
    min_length: nullish(integer),
    max_length: nullish(integer)
  })
) {}

/**
 * A custom field for a line or an area of text.
 *
 * @since 0.1.0
 * @category Models
 */
export class CustomFieldText extends opaque<CustomFieldText>(
  "effect-checkout/Polar/CustomFieldText"
)(
  Schema.Struct({
    ...customField,
    type: Schema.Literal("text"),
    properties: nullish(CustomFieldTextProperties)
  })
) {}

/**
 * The form of a number field, with the bounds of the number.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomFieldNumberProperties extends opaque<CustomFieldNumberProperties>(
  "effect-checkout/Polar/CustomFieldNumberProperties"
)(Schema.Struct({ ...form, ge: nullish(Schema.Finite), le: nullish(Schema.Finite) })) {}

/**
 * A custom field for a number.
 *
 * @since 0.1.0
 * @category Models
 */
export class CustomFieldNumber extends opaque<CustomFieldNumber>(
  "effect-checkout/Polar/CustomFieldNumber"
)(
  Schema.Struct({
    ...customField,
    type: Schema.Literal("number"),
    properties: nullish(CustomFieldNumberProperties)
  })
) {}

/**
 * The form of a date field, with bounds in Unix seconds.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomFieldDateProperties extends opaque<CustomFieldDateProperties>(
  "effect-checkout/Polar/CustomFieldDateProperties"
)(Schema.Struct({ ...form, ge: nullish(Schema.Finite), le: nullish(Schema.Finite) })) {}

/**
 * A custom field for a date.
 *
 * @since 0.1.0
 * @category Models
 */
export class CustomFieldDate extends opaque<CustomFieldDate>(
  "effect-checkout/Polar/CustomFieldDate"
)(
  Schema.Struct({
    ...customField,
    type: Schema.Literal("date"),
    properties: nullish(CustomFieldDateProperties)
  })
) {}

/**
 * The form of a checkbox.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomFieldCheckboxProperties extends opaque<CustomFieldCheckboxProperties>(
  "effect-checkout/Polar/CustomFieldCheckboxProperties"
)(Schema.Struct(form)) {}

/**
 * A custom field for yes or no.
 *
 * @since 0.1.0
 * @category Models
 */
export class CustomFieldCheckbox extends opaque<CustomFieldCheckbox>(
  "effect-checkout/Polar/CustomFieldCheckbox"
)(
  Schema.Struct({
    ...customField,
    type: Schema.Literal("checkbox"),
    properties: nullish(CustomFieldCheckboxProperties)
  })
) {}

/**
 * One of the options of a select field.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomFieldSelectOption extends opaque<CustomFieldSelectOption>(
  "effect-checkout/Polar/CustomFieldSelectOption"
)(Schema.Struct({ value: nullish(Schema.String), label: nullish(Schema.String) })) {}

/**
 * The form of a select field, with its options.
 *
 * @since 0.2.0
 * @category Models
 */
export class CustomFieldSelectProperties extends opaque<CustomFieldSelectProperties>(
  "effect-checkout/Polar/CustomFieldSelectProperties"
)(Schema.Struct({ ...form, options: nullish(Schema.Array(CustomFieldSelectOption)) })) {}

/**
 * A custom field for one of several options.
 *
 * @since 0.1.0
 * @category Models
 */
export class CustomFieldSelect extends opaque<CustomFieldSelect>(
  "effect-checkout/Polar/CustomFieldSelect"
)(
  Schema.Struct({
    ...customField,
    type: Schema.Literal("select"),
    properties: nullish(CustomFieldSelectProperties)
  })
) {}

/**
 * A custom field of a `type` that was not documented when this version was written.
 *
 * @since 0.1.0
 * @category Models
 */
export class CustomFieldUnknown extends opaque<CustomFieldUnknown>(
  "effect-checkout/Polar/CustomFieldUnknown"
)(
  Schema.Struct({
    ...customField,
    type: unknownAmong(
      "type",
      CustomFieldText,
      CustomFieldNumber,
      CustomFieldDate,
      CustomFieldCheckbox,
      CustomFieldSelect
    )
  })
) {}

/**
 * A custom field. `type` says which kind it is: compare it with `===` or in a `switch`.
 *
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
 * @since 0.1.0
 * @category Models
 */
export type CustomField = Schema.Schema.Type<typeof CustomField>

/**
 * A custom field in the form of a session.
 *
 * @since 0.1.0
 * @category Models
 */
export class AttachedCustomField extends opaque<AttachedCustomField>(
  "effect-checkout/Polar/AttachedCustomField"
)(
  Schema.Struct({
    custom_field_id: Schema.String,
    custom_field: CustomField,
    order: integer,
    required: Schema.Boolean
  })
) {}
