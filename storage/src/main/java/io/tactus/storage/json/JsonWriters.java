package io.tactus.storage.json;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;

/**
 * Makes writers of JSON. All come from one DSL-JSON: each of those looks through the class path for
 * converters when it is made, which takes longer than most documents.
 *
 * <p>Threading: any thread; what is made belongs to one.
 */
public final class JsonWriters {
  /** Nothing is registered with it, so all that it keeps is the same for everybody. */
  private static final DslJson<Object> JSON = new DslJson<>();

  private JsonWriters() {}

  /** Returns a new writer. */
  public static JsonWriter create() {
    return JSON.newWriter();
  }
}
