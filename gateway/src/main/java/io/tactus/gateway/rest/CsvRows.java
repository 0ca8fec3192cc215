package io.tactus.gateway.rest;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.csv.CsvReader;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Workspace;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowPart;
import io.tactus.storage.schema.TypeKind;
import java.nio.charset.StandardCharsets;

/**
 * Rows as lines of values. Each is made an object, one at a time, so that a value means what it
 * means in JSON and is refused in the same words.
 */
final class CsvRows implements IncomingRows {

  private final CsvReader lines;
  private final Workspace workspace;
  private final int count;

  private CsvRows(CsvReader lines, Workspace workspace) {
    this.lines = lines;
    this.workspace = workspace;
    this.count = lines.count();
  }

  /**
   * Checks the form of a request's body.
   *
   * @throws Rejection MALFORMED
   */
  static CsvRows of(Request request) {
    CsvReader lines = new CsvReader(request.body(), request.bodyLength());
    return new CsvRows(lines, request.lane().workspace());
  }

  @Override
  public boolean isSingle() {
    return false;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void forEach(RowLayout layout, Taker taker) {
    RowPart[] parts = new RowPart[lines.header().size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = layout.part(lines.header().get(i));
    }
    lines.rewind();
    while (lines.next()) {
      try {
        write(parts, layout);
        taker.take(workspace.out.getByteBuffer(), 0);
      } catch (Rejection refused) {
        boolean said = refused.detail() != null && !refused.detail().isEmpty();
        throw said ? refused : refused.withDetail("line " + lines.line());
      }
    }
  }

  private void write(RowPart[] parts, RowLayout layout) {
    JsonWriter out = workspace.out;
    out.reset();
    for (int i = 0; i < parts.length; i++) {
      out.writeByte((byte) (i == 0 ? '{' : ','));
      out.writeString(lines.header().get(i));
      out.writeByte((byte) ':');
      writeValue(parts[i], i, layout);
    }
    out.writeByte((byte) '}');
  }

  private void writeValue(RowPart part, int column, RowLayout layout) {
    JsonWriter out = workspace.out;
    String value = lines.value(column);
    boolean quoted = lines.isQuoted(column);
    boolean text = part == null || (part.isLeaf() && isText(part.leaf().kind()));
    boolean nothing = value.isEmpty() && part != null && !mayBeEmpty(part);
    if (!quoted && (nothing || value.equals(CsvReader.NULL))) {
      out.writeNull();
      return;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    boolean json = !text && workspace.strictJson.isValid(utf8, 0, utf8.length);
    if (json) {
      out.writeAscii(utf8);
    } else if (!text && part.isLeaf() && part.leaf().kind() == TypeKind.JSON) {
      throw new Rejection(RejectionCode.INVALID_VALUE, "'" + value + "' is no JSON")
          .at(layout.tableName(), part.path());
    } else {
      out.writeString(value); // of another type: whoever reads it says so
    }
  }

  /** Whether no characters at all are a value: then they are that value, as PostgREST has it. */
  private static boolean mayBeEmpty(RowPart part) {
    return part.isLeaf()
        && switch (part.leaf().kind()) {
          case STRING, TEXT, BYTES -> true;
          default -> false;
        };
  }

  /** Whether values of a type are strings in JSON. */
  private static boolean isText(TypeKind kind) {
    return switch (kind) {
      case STRING, TEXT, BYTES, UUID, TIMESTAMP, DURATION, ENUM -> true;
      default -> false;
    };
  }
}
