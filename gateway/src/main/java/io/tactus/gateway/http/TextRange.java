package io.tactus.gateway.http;

/**
 * A part of a text, without a string of its own. Valid until its request is answered. Threading:
 * one IO thread; reused.
 */
final class TextRange implements CharSequence {

  private String text = "";
  private int from;
  private int to;

  TextRange wrap(String newText, int newFrom, int newTo) {
    text = newText;
    from = newFrom;
    to = newTo;
    return this;
  }

  @Override
  public int length() {
    return to - from;
  }

  @Override
  public char charAt(int index) {
    return text.charAt(from + index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(from + start, from + end);
  }

  @Override
  public String toString() {
    return text.substring(from, to);
  }
}
