/**
 * Finding one's way in a JSON document by offsets, without building anything.
 *
 * <p>Everything here reads documents that {@link io.tactus.storage.json.StrictJson} has accepted,
 * and relies on it: no bounds are checked twice, depth is bounded, names within an object differ.
 * Offsets stay good for as long as the request keeps its body, which is what makes it possible to
 * encode a command a second time after {@code schema_changed}. Threads: whoever holds the document.
 */
package io.tactus.gateway.json;
