package io.tactus.storage.query.kernel;

import io.tactus.storage.page.Memory;

/**
 * Compares the image of a string or uuid with a constant, eight bytes at a time. Images are
 * canonical, so values are equal if and only if their images are.
 */
final class ImageKernel extends Kernel {

  private final int[] offsets;
  private final long[] words;
  private final long[] masks;
  private final long flip;

  /**
   * @param offsets where each word lies in a row
   * @param words the constant's image, little-endian
   * @param masks which bits of each word count
   * @param equal whether equal images are selected, else different ones
   */
  ImageKernel(int[] offsets, long[] words, long[] masks, boolean equal) {
    this.offsets = offsets;
    this.words = words;
    this.masks = masks;
    this.flip = equal ? 0 : -1;
  }

  @Override
  void narrow(PageSelection selection, int level) {
    long[] bits = selection.bits(level);
    int stride = selection.rowBytes();
    long at = selection.page();
    for (int i = 0; i < selection.words(); i++) {
      if (bits[i] != 0) {
        int rows = selection.rowsInWord(i);
        long equal = equal(at + offsets[0], stride, rows, words[0], masks[0]);
        for (int word = 1; word < words.length && equal != 0; word++) {
          equal &= equal(at + offsets[word], stride, rows, words[word], masks[word]);
        }
        bits[i] &= equal ^ flip;
      }
      at += (long) stride << 6;
    }
  }

  private static long equal(long first, int stride, int rows, long word, long mask) {
    long at = first;
    long equal = 0;
    for (int i = 0; i < rows; i++) {
      equal |= ((Memory.getLong(at) & mask) == word ? 1L : 0L) << i;
      at += stride;
    }
    return equal;
  }
}
