package io.tactus.pipeline.procedure;

/** A tuple to fill: the results of a call, or the arguments of a scheduled one. */
public interface Results {
  /** Names and types of the elements. */
  TupleShape shape();

  /** Any integer, bool (0 or 1), timestamp or duration (microseconds); checked against the type. */
  Results setLong(int index, long value);

  Results setDouble(int index, double value);

  Results setBoolean(int index, boolean value);

  /** A string, a uuid, or the text of a json element (checked). */
  Results setString(int index, String value);

  default Results setLong(String name, long value) {
    return setLong(shape().index(name), value);
  }

  default Results setDouble(String name, double value) {
    return setDouble(shape().index(name), value);
  }

  default Results setBoolean(String name, boolean value) {
    return setBoolean(shape().index(name), value);
  }

  default Results setString(String name, String value) {
    return setString(shape().index(name), value);
  }
}
