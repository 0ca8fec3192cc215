/**
 * JSON as this project takes and gives it: a strict validator in front of DSL-JSON, and the scalar
 * values whose text form is fixed by the contract (exact numbers, timestamps, durations, uuids).
 *
 * <p>A document goes through {@link io.tactus.storage.json.StrictJson} once, whole, before anything
 * is read from it; whatever reads it afterwards may rely on well-formed bytes. Nothing here keeps
 * state between calls except objects that say so; those belong to one thread.
 */
package io.tactus.storage.json;
