package io.tactus.pipeline.runtime;

import java.util.ArrayList;
import java.util.List;

/** Events emitted by the running transaction, kept until it commits. Threading: one thread. */
public final class EmittedEvents {
  private final List<String> topics = new ArrayList<>();
  private final List<String> documents = new ArrayList<>();

  void clear() {
    topics.clear();
    documents.clear();
  }

  void add(String topic, String json) {
    topics.add(topic);
    documents.add(json);
  }

  public int size() {
    return topics.size();
  }

  public String topic(int index) {
    return topics.get(index);
  }

  public String json(int index) {
    return documents.get(index);
  }
}
