package io.tactus.pipeline.procedure;

import java.util.List;

/** Names and types of the elements of a tuple. Immutable. */
public final class TupleShape {

  /** Most elements of a tuple: their presence fits one long. */
  public static final int MAX_ELEMENTS = 64;

  /** The shape without elements. */
  public static final TupleShape EMPTY = new TupleShape(List.of());

  private final Parameter[] parameters;

  /** Creates a shape; names must differ. */
  public TupleShape(List<Parameter> parameters) {
    if (parameters.size() > MAX_ELEMENTS) {
      throw new IllegalArgumentException(
          parameters.size() + " elements, at most " + MAX_ELEMENTS + " are allowed");
    }
    this.parameters = parameters.toArray(Parameter[]::new);
    for (int i = 0; i < this.parameters.length; i++) {
      if (indexOrMinusOne(this.parameters[i].name()) != i) {
        throw new IllegalArgumentException("two elements named " + this.parameters[i].name());
      }
    }
  }

  public int size() {
    return parameters.length;
  }

  public Parameter parameter(int index) {
    return parameters[index];
  }

  public List<Parameter> parameters() {
    return List.of(parameters);
  }

  /** The position of an element; {@link IllegalArgumentException} if there is none. */
  public int index(String name) {
    int index = indexOrMinusOne(name);
    if (index < 0) {
      throw new IllegalArgumentException("no element named " + name);
    }
    return index;
  }

  /** The position of an element, or -1. */
  public int indexOrMinusOne(String name) {
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Most bytes a tuple of this shape can take. */
  public int maxBytes() {
    long bytes = TupleLayout.fixedBytes(parameters.length);
    for (Parameter parameter : parameters) {
      bytes += parameter.type().maxTailBytes();
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
