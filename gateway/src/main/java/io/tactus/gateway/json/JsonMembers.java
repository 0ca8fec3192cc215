package io.tactus.gateway.json;

import io.tactus.storage.json.JsonText;
import io.tactus.storage.json.StrictJson;

/**
 * Walks the members of one object: {@code while (members.next()) …}. A name that its object has
 * already is refused with {@code duplicate_name}: {@link io.tactus.storage.json.StrictJson} lets it
 * pass, because within values of type json it means nothing. Reusable; a nested object needs a
 * walker of its own. Threading: one thread.
 */
public final class JsonMembers {

  private byte[] document;
  private int at;
  private int nameOffset;
  private int nameEnd;
  private int valueOffset;
  private final MemberNames names = new MemberNames();

  /** Begins with the object whose opening brace is at the offset. */
  public JsonMembers wrap(byte[] newDocument, int offset) {
    assert newDocument[offset] == '{';
    document = newDocument;
    at = offset + 1;
    names.clear();
    return this;
  }

  /**
   * Moves to the next member; false after the last, {@link #end()} is then the end of it all.
   *
   * @throws io.tactus.storage.Rejection {@code duplicate_name}
   */
  public boolean next() {
    at = JsonOffsets.skipSpace(document, at);
    if (document[at] == ',') {
      at = JsonOffsets.skipSpace(document, at + 1);
    }
    if (document[at] == '}') {
      at++;
      return false;
    }
    nameOffset = at;
    nameEnd = JsonText.closingQuote(document, at + 1);
    if (!names.add(document, nameOffset + 1, nameEnd)) {
      throw StrictJson.repeatedName(document, nameOffset, nameEnd);
    }
    at = JsonOffsets.skipSpace(document, nameEnd + 1) + 1; // over the colon
    valueOffset = JsonOffsets.skipSpace(document, at);
    at = JsonOffsets.skipValue(document, valueOffset);
    return true;
  }

  /** Returns the member's name. Allocates. */
  public String name() {
    return JsonOffsets.string(document, nameOffset);
  }

  /** Tells whether the member has this name, plain ASCII, also if it was written with escapes. */
  public boolean isNamed(String ascii) {
    int length = nameEnd - nameOffset - 1;
    if (length != ascii.length()) {
      return JsonText.hasEscape(document, nameOffset + 1, nameEnd) && name().equals(ascii);
    }
    for (int i = 0; i < length; i++) {
      if (document[nameOffset + 1 + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns where the member's value begins. */
  public int valueOffset() {
    return valueOffset;
  }

  /** Returns where the member's value ends: the offset after its last byte. */
  public int end() {
    return at;
  }

  /** Returns the first byte of the value, which tells its kind. */
  public byte kind() {
    return document[valueOffset];
  }
}
