package io.tactus.storage.json;

/**
 * Decides whether bytes are one JSON document of RFC 8259, before anything is read from them.
 *
 * <p>Stricter than the RFC demands where it leaves a choice: strict UTF-8 (no overlong forms, no
 * surrogates, no byte order mark), escaped surrogates only in pairs, at most {@link #MAX_DEPTH}
 * arrays and objects within each other, and no name twice in one object: readers disagree about
 * which of the two counts, so neither does. Names are compared as the text they stand for, so an
 * escaped name equals the same name written plainly.
 *
 * <p>Iterative, one pass, no allocation per document once its buffers have grown to the largest
 * object seen. Threading: one instance per thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class StrictJson {

  /** Deepest nesting accepted. */
  public static final int MAX_DEPTH = 64;

  /**
   * Validates a document.
   *
   * @return true if it is valid; else {@link #errorOffset} and {@link #errorReason} say why not
   */
  public boolean isValid(byte[] document, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /**
   * Validates a document.
   *
   * @throws io.tactus.storage.Rejection MALFORMED with offset and reason
   */
  public void validate(byte[] document, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /** Returns where the last refused document went wrong, in bytes from its start. */
  public int errorOffset() {
    throw new UnsupportedOperationException();
  }

  /** Returns why the last refused document was refused, or an empty string. */
  public String errorReason() {
    throw new UnsupportedOperationException();
  }
}
