package io.tactus.pipeline.procedure;

/**
 * A named element of a tuple.
 *
 * @param optional whether it may be left out; the procedure sees {@link Arguments#isPresent} false
 */
public record Parameter(String name, ParameterType type, boolean optional) {}
