package io.tactus.storage.alteration;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.json.JsonText;
import io.tactus.storage.json.JsonWriters;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowJson;
import io.tactus.storage.schema.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Values to and from strings: the text is the one that JSON has for the value, without quotes.
 *
 * <p>Threading: one thread.
 */
final class LeafText {
  private final RowField source;
  private final RowField target;
  private final RowJson json = new RowJson();
  private final JsonWriter writer = JsonWriters.create();

  LeafText(RowField source, RowField target) {
    this.source = source;
    this.target = target;
  }

  /** Puts the source's text, or what a string says, into the target's place in the draft. */
  void convert(long oldRow, RowDraft draft) {
    byte[] utf8 = text(oldRow);
    if (target.kind() == TypeKind.STRING) {
      draft.setBytes(target.ordinal(), utf8, 0, utf8.length);
    } else {
      json.readText(new String(utf8, StandardCharsets.UTF_8), draft, target.ordinal());
    }
  }

  private byte[] text(long oldRow) {
    writer.reset();
    json.writeValue(writer, source, oldRow);
    byte[] value = writer.toByteArray();
    if (value[0] != '"') {
      return value;
    }
    byte[] plain = new byte[value.length];
    int length = JsonText.unescape(value, 1, value.length - 1, plain, 0);
    return Arrays.copyOf(plain, length);
  }
}
