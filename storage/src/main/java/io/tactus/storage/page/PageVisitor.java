package io.tactus.storage.page;

/** Is shown pages in logical order: by area, then by index. */
@FunctionalInterface
public interface PageVisitor {

  /** The {@link Page#SIZE_BYTES} bytes at {@code address} may be read during the call only. */
  void onPage(int area, long page, long address);
}
