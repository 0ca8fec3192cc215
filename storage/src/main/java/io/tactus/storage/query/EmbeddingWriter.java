package io.tactus.storage.query;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowField;
import java.util.List;

/**
 * Finds and writes the related rows of one embedding, row by row of the table around it. Bound anew
 * for each run; allocates nothing per row. Threading: one thread.
 */
final class EmbeddingWriter {

  private final ResultWriter results;
  private RowSource rows;
  private List<RowField> key;
  private byte[] image;
  private byte[] prefix;
  private boolean toOne;
  private boolean inner;
  private Query query;
  private Query any;
  private RunLimits limits;
  private Embedding embedding;
  private int mostRows;

  /** Creates a writer whose work counts as part of the run around it. */
  EmbeddingWriter(QueryWork work) {
    results = new ResultWriter(work);
  }

  /**
   * Prepares for a run.
   *
   * @param first whether nothing stands before it in its object
   */
  void bind(Embedding newEmbedding, boolean first, RowSource source, RunLimits around) {
    embedding = newEmbedding;
    Relation relation = embedding.relation();
    rows = source.related(relation.target());
    key = relation.key();
    image = new byte[relation.keyBytes()];
    prefix = embedding.prefix(first);
    toOne = relation.toOne();
    inner = embedding.inner();
    Query child = embedding.query();
    query = child.along(relation.path(child.filter(), child.order(), image));
    any = query.withWindow(1, 0);
    mostRows = around.rowLimit();
    // One more than may be written tells an array that is whole from one that would be cut.
    limits = new RunLimits(mostRows + 1, around.windowLimit() + 1, around.workLimit(), false);
    results.bind(child, rows, limits);
  }

  /** Tells whether a row of the table around is wanted as far as this embedding goes. */
  boolean admits(long row) {
    return !inner || (copyKey(row) && results.exists(any, rows, limits));
  }

  /**
   * Writes name and value.
   *
   * @param afterEach called after each related row; may throw to end the run
   * @throws io.tactus.storage.Rejection RESULT_TOO_LARGE if there are more related rows than the
   *     server hands over: no header could say that an array within a row is not whole
   */
  void write(JsonWriter out, long row, Runnable afterEach) {
    out.writeAscii(prefix);
    boolean related = copyKey(row);
    if (!related) {
      out.writeAscii(toOne ? "null" : "[]");
      return;
    }
    long written = results.writeBound(query, rows, limits, !toOne, out, afterEach);
    if (written > mostRows) {
      throw QueryErrors.arrayTooLong(embedding.name(), mostRows);
    }
    if (toOne && written == 0) {
      out.writeNull();
    }
  }

  /** Makes the key of the related rows; false if it is null. */
  private boolean copyKey(long row) {
    int at = 0;
    for (int i = 0; i < key.size(); i++) {
      RowField leaf = key.get(i);
      if (leaf.isNull(row)) {
        return false;
      }
      Memory.getBytes(row + leaf.offset(), image, at, leaf.sizeBytes());
      at += leaf.sizeBytes();
    }
    return true;
  }
}
