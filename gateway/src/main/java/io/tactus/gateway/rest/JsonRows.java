package io.tactus.gateway.rest;

import io.tactus.gateway.command.RequestDocument;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.json.JsonElements;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowLayout;

/** Rows as JSON: an object, or an array of objects. Threading: the IO thread of its request. */
final class JsonRows implements IncomingRows {

  private final byte[] document;
  private final int offset;
  private final boolean single;

  private JsonRows(byte[] document, int offset, boolean single) {
    this.document = document;
    this.offset = offset;
    this.single = single;
  }

  /**
   * Checks a request's body.
   *
   * @throws Rejection MALFORMED
   */
  static JsonRows of(Request request) {
    int offset = RequestDocument.validate(request);
    byte first = request.body()[offset];
    if (first != '{' && first != '[') {
      throw new Rejection(RejectionCode.MALFORMED, "rows are an object or an array of objects");
    }
    return new JsonRows(request.body(), offset, first == '{');
  }

  @Override
  public boolean isSingle() {
    return single;
  }

  @Override
  public int count() {
    return single ? 1 : JsonElements.count(document, offset);
  }

  @Override
  public void forEach(RowLayout layout, Taker taker) {
    if (single) {
      taker.take(document, offset);
      return;
    }
    JsonElements rows = new JsonElements().wrap(document, offset);
    while (rows.next()) {
      taker.take(document, rows.valueOffset());
    }
  }
}
