package io.tactus.storage.query.kernel;

import io.tactus.storage.value.ValueSource;

/** A condition that no row satisfies: a range without values. */
final class Never extends Kernel {

  static final Never INSTANCE = new Never();

  private Never() {}

  @Override
  long narrow(long first, int stride, int rows, long bits, ValueSource values) {
    return 0;
  }
}
