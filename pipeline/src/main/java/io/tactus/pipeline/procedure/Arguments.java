package io.tactus.pipeline.procedure;

/** A tuple to read: arguments of a call. Indexes follow the definition, from 0. */
public interface Arguments {
  /** Names and types of the elements. */
  TupleShape shape();

  /** Whether the element was given. Required elements always are. */
  boolean isPresent(int index);

  /** Any integer, bool (0 or 1), timestamp (microseconds) or duration (microseconds). */
  long getLong(int index);

  /** An f32 or f64. */
  double getDouble(int index);

  boolean getBoolean(int index);

  /** A string, the text of a json element, or a uuid in lower case. Allocates. */
  String getString(int index);

  default boolean isPresent(String name) {
    return isPresent(shape().index(name));
  }

  default long getLong(String name) {
    return getLong(shape().index(name));
  }

  /** The element, or {@code otherwise} if it was not given. */
  default long getLong(String name, long otherwise) {
    int index = shape().index(name);
    return isPresent(index) ? getLong(index) : otherwise;
  }

  default double getDouble(String name) {
    return getDouble(shape().index(name));
  }

  default double getDouble(String name, double otherwise) {
    int index = shape().index(name);
    return isPresent(index) ? getDouble(index) : otherwise;
  }

  default boolean getBoolean(String name) {
    return getBoolean(shape().index(name));
  }

  default String getString(String name) {
    return getString(shape().index(name));
  }

  /** The element, or {@code otherwise} if it was not given. */
  default String getString(String name, String otherwise) {
    int index = shape().index(name);
    return isPresent(index) ? getString(index) : otherwise;
  }
}
