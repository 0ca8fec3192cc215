/**
 * What tables look like, as immutable values: types, fields, indexes, tables, the whole schema, and
 * their JSON form.
 *
 * <p>Cold data: built when the schema changes, then only read. Field and table ids are never
 * reused, so that commands and old images can be re-bound to a newer schema by id. Any thread.
 */
package io.tactus.storage.schema;
