package io.tactus.journal.format;

import io.tactus.journal.file.Disk;
import java.io.IOException;

/**
 * Brings a data folder from one format to the next: one class per step, with a test of its own and
 * a fixture of the format it begins with.
 *
 * <p>A crash may strike anywhere in it; then it runs again from the start, on what it left. So it
 * writes new files beside the old ones, under names that do not count yet, replaces, and deletes
 * the old ones last; and it forces what it did. The folder says the new number only after it
 * returned.
 */
public interface FormatStep {

  /** The format it begins with; it leads to the next number. */
  int from();

  /** Changes the files. */
  void apply(Disk disk) throws IOException;
}
