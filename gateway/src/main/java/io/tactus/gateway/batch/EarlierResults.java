package io.tactus.gateway.batch;

import io.tactus.gateway.command.KeyReader;
import io.tactus.gateway.command.ReferenceReader;
import io.tactus.gateway.json.JsonElements;
import io.tactus.gateway.json.JsonOffsets;
import io.tactus.gateway.lane.Workspace;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowPart;
import java.util.ArrayList;
import java.util.List;

/**
 * What the operations of a batch leave behind, by name: {@code "$0.id"} is the field id of the row
 * that operation 0 left, {@code "$0.position.x"} one of the values of its field position, or the
 * result of that name if it was a call. {@code "$$5"} is the string "$5".
 *
 * <p>Threading: one IO thread; one per document.
 */
final class EarlierResults implements ReferenceReader {

  private final OperationsEncoder encoder;
  private final List<Object> shapes = new ArrayList<>();

  EarlierResults(OperationsEncoder encoder) {
    this.encoder = encoder;
  }

  void addRow(RowLayout layout) {
    shapes.add(layout);
  }

  void addCall(ProcedureDefinition procedure) {
    shapes.add(procedure);
  }

  /** Returns the procedures called so far, in order. */
  List<ProcedureDefinition> calls() {
    List<ProcedureDefinition> calls = new ArrayList<>();
    for (Object shape : shapes) {
      if (shape instanceof ProcedureDefinition procedure) {
        calls.add(procedure);
      }
    }
    return calls;
  }

  @Override
  public boolean readField(Workspace workspace, RowPart part, byte[] document, int offset) {
    if (!isMarked(document, offset)) {
      return false;
    }
    if (!part.isLeaf()) {
      throw refused("'" + part.path() + "' has several values: a reference stands for one");
    }
    RowField field = part.leaf();
    String text = JsonOffsets.string(document, offset);
    if (text.startsWith("$$")) {
      workspace.rowJson.readText(text.substring(1), workspace.row, field.ordinal());
      return true;
    }
    int dot = text.indexOf('.');
    int operation = operation(text, dot);
    encoder.nextReference(field.ordinal(), operation, index(operation, text.substring(dot + 1)));
    return true;
  }

  /** Reads a key whose parts may be references. */
  void readKey(Workspace workspace, RowLayout layout, byte[] document, int offset) {
    workspace.key.reset(layout);
    if (layout.keyFieldCount() == 1) {
      if (!readKeyPart(workspace, layout, 0, document, offset)) {
        KeyReader.readJson(workspace, layout, document, offset);
      }
      return;
    }
    KeyReader.checkParts(layout, document, offset);
    JsonElements parts = new JsonElements().wrap(document, offset);
    for (int i = 0; parts.next(); i++) {
      if (!readKeyPart(workspace, layout, i, document, parts.valueOffset())) {
        workspace.rowJson.readValue(
            document, parts.valueOffset(), workspace.key, layout.keyField(i).ordinal());
      }
    }
  }

  private boolean readKeyPart(
      Workspace workspace, RowLayout layout, int part, byte[] document, int offset) {
    if (!isMarked(document, offset)) {
      return false;
    }
    String text = JsonOffsets.string(document, offset);
    if (text.startsWith("$$")) {
      workspace.rowJson.readText(text.substring(1), workspace.key, layout.keyField(part).ordinal());
      return true;
    }
    int dot = text.indexOf('.');
    int operation = operation(text, dot);
    encoder.nextKeyReference(part, operation, index(operation, text.substring(dot + 1)));
    return true;
  }

  private static boolean isMarked(byte[] document, int offset) {
    return document[offset] == '"' && document[offset + 1] == '$';
  }

  private int operation(String text, int dot) {
    if (dot < 2 || dot > 6 || !text.substring(1, dot).matches("[0-9]+")) {
      throw refused("'" + text + "' is no reference; a real dollar is written as $$");
    }
    int operation = Integer.parseInt(text.substring(1, dot));
    if (operation >= shapes.size()) {
      throw refused("'" + text + "' does not name an earlier operation");
    }
    return operation;
  }

  private int index(int operation, String name) {
    if (shapes.get(operation) instanceof RowLayout layout) {
      RowField field = layout.field(name);
      if (field != null) {
        return field.ordinal();
      }
    } else if (shapes.get(operation) instanceof ProcedureDefinition procedure) {
      int index = procedure.results().indexOrMinusOne(name);
      if (index >= 0) {
        return index;
      }
    }
    throw refused("the result of operation " + operation + " has no '" + name + "'");
  }

  private static Rejection refused(String why) {
    return new Rejection(RejectionCode.INVALID_VALUE, why).withName("invalid_reference", "");
  }
}
