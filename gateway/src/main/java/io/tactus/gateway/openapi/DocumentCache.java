package io.tactus.gateway.openapi;

import io.tactus.gateway.access.Principal.Rights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The documents made so far, the least recently used ones forgotten: callers of the same rights
 * share one as long as the schema stays.
 *
 * <p>Threading: any thread.
 */
final class DocumentCache {

  /** Most documents kept. */
  static final int MAX_DOCUMENTS = 64;

  /** Most bytes kept; one document alone may be larger, and is kept until the next. */
  static final long MAX_BYTES = 32L << 20;

  /** What decides what a document says; procedures stay as they are while a server runs. */
  record Key(long schemaVersion, Rights rights) {}

  private final LinkedHashMap<Key, Document> documents = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** Returns the document, or null if it is to be made. */
  synchronized Document get(Key key) {
    return documents.get(key);
  }

  /** Keeps a document. */
  synchronized void put(Key key, Document document) {
    Document before = documents.put(key, document);
    bytes += document.json().length - (before == null ? 0 : before.json().length);
    var eldest = documents.entrySet().iterator();
    while (documents.size() > 1 && (documents.size() > MAX_DOCUMENTS || bytes > MAX_BYTES)) {
      Map.Entry<Key, Document> entry = eldest.next();
      bytes -= entry.getValue().json().length;
      eldest.remove();
    }
  }

  /** Returns how many documents are kept. */
  synchronized int size() {
    return documents.size();
  }
}
