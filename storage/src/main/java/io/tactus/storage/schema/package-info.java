/**
 * What tables look like, as immutable values: types, fields, indexes, tables, the whole schema, and
 * their JSON form.
 *
 * <p>Cold data: built when the schema changes, then only read. Field and table ids are never
 * reused, so that renames keep values and nothing old is taken for something new. Any thread.
 */
package io.tactus.storage.schema;
