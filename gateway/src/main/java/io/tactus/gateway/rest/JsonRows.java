package io.tactus.gateway.rest;

import io.tactus.gateway.command.RequestDocument;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.json.JsonElements;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowLayout;

/**
 * Rows as JSON: an object, or an array of objects.
 *
 * @param document the request's body
 * @param offset where the object or the array lies
 * @param isSingle whether it is an object
 */
record JsonRows(byte[] document, int offset, boolean isSingle) implements IncomingRows {

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
  public int count() {
    return isSingle ? 1 : JsonElements.count(document, offset);
  }

  @Override
  public void forEach(RowLayout layout, Taker taker) {
    if (isSingle) {
      taker.take(document, offset);
      return;
    }
    JsonElements rows = new JsonElements().wrap(document, offset);
    while (rows.next()) {
      taker.take(document, rows.valueOffset());
    }
  }
}
