package io.tactus.gateway.socket;

/** Words of a client as a log line may have them. Stateless. */
final class PrintableText {

  private PrintableText() {}

  /**
   * Returns the text with a question mark for each character that could begin a new line, move the
   * cursor or turn the direction of writing: whoever reads the log must see one line, and ours.
   */
  static String of(String text) {
    if (text == null) {
      return "";
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(c -> isPlain(c) ? c : '?').forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
