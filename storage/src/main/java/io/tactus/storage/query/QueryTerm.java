package io.tactus.storage.query;

/**
 * One parameter of a query, decoded: {@code skill} and {@code gte.1400}.
 *
 * @param name a field, or {@code select}, {@code order}, {@code limit}, {@code offset}, {@code
 *     and}, {@code or}, {@code not.and}, {@code not.or}
 * @param value what stands after the equals sign
 */
public record QueryTerm(String name, String value) {}
