/**
 * Changes of the schema while rows are there.
 *
 * <pre>
 *   SchemaChange ──SchemaEdit──► the schema after it ──SchemaDiff──► SchemaPlan: steps for people
 *   (a document)                                                         │
 *                                            Transaction.change executes it: rows, indexes, catalog
 * </pre>
 *
 * <p>Planning is pure: a schema and a change in, a plan or a refusal out; rows are not looked at,
 * so it runs on any thread (dry runs) and again where the change is applied. What a table needs
 * (its rows written anew, an index built, nothing but the catalog) follows from comparing its old
 * and its new definition, never from the words of the request: one mechanism for a declared schema
 * and for a single change. Fields and tables keep their identity by id; ids are never reused.
 */
package io.tactus.storage.alteration;
