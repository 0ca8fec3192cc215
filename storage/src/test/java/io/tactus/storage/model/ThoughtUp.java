package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes changes that are thought up for a model and not made yet. Threading: one thread. */
final class ThoughtUp implements SchemaSink {
  private final SchemaSink sink;
  private final List<String> documents = new ArrayList<>();
  private Set<RejectionCode> refused = SchemaTurn.NOT;

  /** Creates a taker for a sink that may be asked, but is not to be told. */
  ThoughtUp(SchemaSink sink) {
    this.sink = sink;
  }

  @Override
  public boolean change(String document, Set<RejectionCode> expected) {
    documents.add(document);
    refused = expected;
    return false;
  }

  @Override
  public List<List<Object>> keysInOrder(ModelTable table) {
    return sink.keysInOrder(table);
  }

  /** Tells whether there is one, and it is not to be refused. */
  boolean isAccepted() {
    return documents.size() == 1 && refused.isEmpty();
  }

  String document() {
    return documents.get(0);
  }
}
