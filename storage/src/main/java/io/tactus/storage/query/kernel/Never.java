package io.tactus.storage.query.kernel;

/** A condition that no row satisfies: a range without values. */
final class Never extends Kernel {

  static final Never INSTANCE = new Never();

  private Never() {}

  @Override
  void narrow(PageSelection selection, int level) {
    selection.clear(level);
  }
}
