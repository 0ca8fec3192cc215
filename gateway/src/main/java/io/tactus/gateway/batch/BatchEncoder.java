package io.tactus.gateway.batch;

import io.tactus.gateway.access.Principal;
import io.tactus.gateway.command.ArgumentReader;
import io.tactus.gateway.command.KeyReader;
import io.tactus.gateway.command.Procedures;
import io.tactus.gateway.command.ReferenceReader;
import io.tactus.gateway.command.SetReader;
import io.tactus.gateway.command.Tables;
import io.tactus.gateway.json.JsonElements;
import io.tactus.gateway.json.JsonMembers;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.Refusal;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.storage.Rejection;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.query.FilterCheck;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowPart;
import java.util.List;

/**
 * Encodes a batch document as one command. Stateless between documents; Threading: one IO thread.
 */
public final class BatchEncoder {

  private final Principal principal;
  private final Lane lane;
  private final Catalog catalog;
  private final byte[] document;
  private final JsonElements operations = new JsonElements();
  private final BatchOperation operation = new BatchOperation();
  private final SetReader setReader = new SetReader();
  private final JsonMembers members = new JsonMembers();
  private final EarlierResults earlier;
  private final FilterCheck filters = new FilterCheck();
  private ReferenceReader references;

  /** Prepares to encode from a validated document; what it names is checked for its caller. */
  public BatchEncoder(Principal principal, Lane lane, Catalog catalog, byte[] document) {
    this.principal = principal;
    this.lane = lane;
    this.catalog = catalog;
    this.document = document;
    this.earlier = new EarlierResults(lane.encoder());
    this.references = earlier;
  }

  /**
   * Encodes the object {@code {"operations":[…],"dryRun":…,"deferReferences":…}} at the offset into
   * the lane's encoder.
   *
   * @return how many operations there are
   */
  public int encode(int offset) {
    int array = -1;
    boolean deferReferences = false;
    members.wrap(document, offset);
    while (members.next()) {
      int value = members.valueOffset();
      switch (members.name()) {
        case "operations" -> array = value;
        case "dryRun" -> flag(members.name(), value); // read before, by isDryRun
        case "deferReferences" -> deferReferences = flag(members.name(), value);
        default -> throw BatchOperation.malformed("a batch has no member " + members.name());
      }
    }
    if (array < 0 || document[array] != '[') {
      throw BatchOperation.malformed("a batch needs the array operations");
    }
    OperationsEncoder encoder = lane.encoder().begin();
    if (deferReferences) {
      encoder.deferReferences();
    }
    operations.wrap(document, array);
    while (operations.next()) {
      add(encoder);
    }
    return encoder.operations();
  }

  /**
   * Encodes one operation by itself: the object at the offset has the members of an operation, but
   * no {@code op}, and knows no references.
   */
  public void encodeSingle(String op, int offset) {
    OperationsEncoder encoder = lane.encoder().begin();
    references = ReferenceReader.NONE;
    operation.read(document, offset, op);
    encode(encoder);
  }

  /**
   * Looks at the document of a request that was answered before: as {@link #encode}, but encodes
   * nothing, so that what has changed since does not matter.
   */
  public BatchEncoder forReplay(int offset) {
    members.wrap(document, offset);
    while (members.next()) {
      if (members.isNamed("operations")) {
        operations.wrap(document, members.valueOffset());
      }
    }
    while (operations.next()) {
      operation.read(document, operations.valueOffset());
      if (operation.op.equals("call")) {
        earlier.addCall(Procedures.callable(principal, lane.engine(), operation.procedure));
      }
    }
    return this;
  }

  /** Returns the procedures the document calls, in order: their results are read with them. */
  public List<ProcedureDefinition> calls() {
    return earlier.calls();
  }

  /** Returns whether the batch at the offset of a validated document asks only what it would do. */
  public static boolean isDryRun(byte[] document, int offset) {
    JsonMembers members = new JsonMembers().wrap(document, offset);
    while (members.next()) {
      if (members.isNamed("dryRun")) {
        return members.kind() == 't';
      }
    }
    return false;
  }

  private boolean flag(String name, int value) {
    if (document[value] != 't' && document[value] != 'f') {
      throw BatchOperation.malformed(name + " must be true or false");
    }
    return document[value] == 't';
  }

  private void add(OperationsEncoder encoder) {
    int index = encoder.operations();
    try {
      operation.read(document, operations.valueOffset());
      encode(encoder);
    } catch (Rejection refused) {
      throw refused.withFailedIndex(index);
    } catch (Refusal refused) {
      throw new Refusal(refused.problem().withFailedIndex(index));
    }
  }

  private void encode(OperationsEncoder encoder) {
    switch (operation.op) {
      case "insert", "upsert" -> write(encoder);
      case "update" -> update(encoder);
      case "delete" -> delete(encoder);
      case "call" -> call(encoder);
      default ->
          throw BatchOperation.malformed("op must be insert, upsert, update, delete or call");
    }
  }

  private RowLayout layout() {
    operation.allow(operation.procedure == null, "procedure");
    operation.allow(operation.params < 0, "params");
    return Tables.writable(principal, catalog, operation.required(operation.table, "table"))
        .layout();
  }

  private void write(OperationsEncoder encoder) {
    RowLayout layout = layout();
    Workspace workspace = lane.workspace();
    operation.allow(operation.key < 0, "key");
    operation.allow(operation.set < 0, "set");
    operation.allow(operation.where == null, "where");
    boolean upsert = operation.op.equals("upsert");
    operation.allow(upsert || operation.ifVersion < 0, "ifVersion");
    condition(encoder, layout);
    workspace.row.reset(layout);
    members.wrap(document, operation.required(operation.row, "row"));
    while (members.next()) {
      RowPart part = SetReader.part(layout, members);
      int value = members.valueOffset();
      if (!references.readField(workspace, part, document, value)) {
        workspace.rowJson.readValue(document, value, workspace.row, part);
      }
    }
    earlier.addRow(layout);
    if (upsert) {
      encoder.merge(workspace.row, false);
    } else {
      encoder.insert(workspace.row, false);
    }
  }

  private void update(OperationsEncoder encoder) {
    RowLayout layout = layout();
    Workspace workspace = lane.workspace();
    operation.allow(operation.row < 0, "row");
    condition(encoder, layout);
    key(layout, workspace);
    int set = operation.required(operation.set, "set");
    setReader.read(workspace, layout, document, set, references);
    earlier.addRow(layout);
    encoder.update(workspace.keyAddress(), workspace.row, workspace.operators, false);
  }

  private void delete(OperationsEncoder encoder) {
    RowLayout layout = layout();
    Workspace workspace = lane.workspace();
    operation.allow(operation.row < 0, "row");
    operation.allow(operation.set < 0, "set");
    condition(encoder, layout);
    key(layout, workspace);
    earlier.addRow(layout);
    encoder.delete(layout, workspace.keyAddress(), false);
  }

  private void condition(OperationsEncoder encoder, RowLayout layout) {
    if (operation.ifVersion >= 0) {
      encoder.nextIfSequence(operation.ifVersion);
    }
    if (operation.where != null) {
      filters.add(layout, operation.where); // what cannot be compiled is not to be journaled
      encoder.nextWhere(operation.where, 1);
    }
  }

  /** Reads the key, parts of which may be references to earlier results. */
  private void key(RowLayout layout, Workspace workspace) {
    int key = operation.required(operation.key, "key");
    if (references.equals(earlier)) {
      earlier.readKey(workspace, layout, document, key);
    } else {
      KeyReader.readJson(workspace, layout, document, key);
    }
  }

  private void call(OperationsEncoder encoder) {
    operation.allow(operation.table == null, "table");
    operation.allow(operation.row < 0 && operation.set < 0 && operation.key < 0, "row, set or key");
    operation.allow(operation.where == null && operation.ifVersion < 0, "condition");
    String name = operation.required(operation.procedure, "procedure");
    ProcedureDefinition procedure = Procedures.callable(principal, lane.engine(), name);
    Workspace workspace = lane.workspace();
    ArgumentReader.read(workspace, procedure, document, operation.params, true);
    earlier.addCall(procedure);
    encoder.call(procedure, workspace.tuple, lane.engine().config().resultLimitBytes());
  }
}
