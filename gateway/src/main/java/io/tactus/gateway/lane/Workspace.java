package io.tactus.gateway.lane;

import com.dslplatform.json.JsonWriter;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.json.JsonWriters;
import io.tactus.storage.json.StrictJson;
import io.tactus.storage.query.ResultWriter;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowJson;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowProjection;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.TableReader;
import java.nio.ByteBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The reusable tools of one thread that reads or renders: made once, so that a request costs no
 * more than its own bytes. Whoever uses a tool leaves nothing in it for others to rely on.
 *
 * <p>Threading: one IO thread or one query worker.
 */
public final class Workspace {

  private static final int MAX_KEY_BYTES = 4096;

  /** Validates bodies. */
  public final StrictJson strictJson = new StrictJson();

  /** Reads and writes rows. */
  public final RowJson rowJson = new RowJson();

  /** The row or change being read from a request. */
  public final RowDraft row = new RowDraft();

  /** The key being read from a request, or shown in a reply. */
  public final RowDraft key = new RowDraft();

  /** The field operators of a change. */
  public final FieldOperators operators = new FieldOperators();

  /** Finds rows of a pinned version. */
  public final TableReader table = new TableReader();

  /** Runs queries and renders what they find. */
  public final ResultWriter results = new ResultWriter();

  /** Renders replies. */
  public final JsonWriter out = JsonWriters.create();

  /** Renders problem documents, possibly while {@link #out} is half full. */
  public final JsonWriter problems = JsonWriters.create();

  /** Arguments of calls. */
  public final TupleWriter arguments = new TupleWriter();

  /** Where {@link #arguments} are written. */
  public final ExpandableDirectByteBuffer argumentBytes = new ExpandableDirectByteBuffer(4096);

  /** Reads tuples. */
  public final TupleReader tuple = new TupleReader();

  private final Int2ObjectHashMap<RowProjection> projections = new Int2ObjectHashMap<>();
  private final Int2ObjectHashMap<RowLayout> projected = new Int2ObjectHashMap<>();
  private final UnsafeBuffer keyImage = new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_KEY_BYTES));

  /** Returns the projection to all fields of a layout, made once per layout. */
  public RowProjection allFields(RowLayout layout) {
    RowProjection known = projections.get(layout.table().id());
    if (known == null || !layout.equals(projected.get(layout.table().id()))) {
      known = RowProjection.all(layout);
      projections.put(layout.table().id(), known);
      projected.put(layout.table().id(), layout);
    }
    return known;
  }

  /** Writes the key of a reply's key image as JSON. */
  public void writeKey(RowLayout layout, long keyImageAddress) {
    key.reset(layout);
    layout.putKey(keyImageAddress, key.rowAddress());
    rowJson.writeKey(out, layout, key.rowAddress());
  }

  /** Copies the key of {@link #key} into a key image and returns its address. */
  public long keyAddress() {
    long address = keyImage.addressOffset();
    key.layout().copyKey(key.rowAddress(), address);
    return address;
  }
}
