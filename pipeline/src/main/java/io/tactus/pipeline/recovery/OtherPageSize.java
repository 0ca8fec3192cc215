package io.tactus.pipeline.recovery;

import io.tactus.pipeline.Unreplayable;
import io.tactus.storage.page.Page;

/** A state was written with pages of another size than this process has. */
public final class OtherPageSize extends Unreplayable {
  private static final long serialVersionUID = 1L;

  private OtherPageSize(int found) {
    super(
        "this data has pages of " + found + " bytes, this process has pages of " + Page.SIZE_BYTES,
        "Nothing was changed. Start Java with -Dtactus.pageBytes=" + found + ".");
  }

  /**
   * Refuses all sizes but that of this process.
   *
   * @throws OtherPageSize if it is another one
   */
  static void refuse(int pageBytes) {
    if (pageBytes != Page.SIZE_BYTES) {
      throw new OtherPageSize(pageBytes);
    }
  }
}
