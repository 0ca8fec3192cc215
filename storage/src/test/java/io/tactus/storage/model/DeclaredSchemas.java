package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whole schemas to be declared: a few changes, each of another table or type, told as the document
 * they lead to. Among them those that can only be declared: another primary key, another order of
 * fields. Threading: one thread.
 */
final class DeclaredSchemas {
  private static final Pattern SUBJECT =
      Pattern.compile("\"(?:table|type)\":(?:\\{\"name\":)?\"(\\w+)\"");
  private static final Pattern NEW_NAME = Pattern.compile("\"name\":\"(\\w+)\"");
  private static final Pattern FIELD = Pattern.compile("\"field\":\"(\\w+)\"");
  static final String KEY = "primary key";
  static final String ORDER = "order of fields";
  static final String RENAMED = "renamedFrom";
  private static final int MOST_KEY_LEAVES = 8;
  private static final int MOST_KEY_LEAF_BYTES = 64;

  private final Random random;
  private final RandomSchemas schemas;
  private final SchemaCommands changes;
  private final PlayedChanges played;

  DeclaredSchemas(
      Random random, RandomSchemas schemas, SchemaCommands changes, PlayedChanges played) {
    this.played = played;
    this.random = random;
    this.schemas = schemas;
    this.changes = changes;
  }

  private record Told(String document, Set<RejectionCode> refused) {}

  /** What has another name now: by new name of a table, and by new name of a field of one. */
  private record Renames(Map<String, String> tables, Map<List<String>, String> fields) {
    Renames() {
      this(new HashMap<>(), new HashMap<>());
    }
  }

  /** Declares one. Returns the model as it is then, or null if a limit stopped it. */
  ModelStore declare(SchemaTurn turn) {
    ModelStore model = turn.model();
    long version = turn.version();
    ModelStore wanted = model;
    Set<String> touched = new HashSet<>();
    Renames renames = new Renames();
    int wishes = 1 + random.nextInt(4);
    for (int i = 0; i < wishes; i++) {
      ModelStore tried = wanted.copy();
      int mark = played.mark();
      Told told = random.nextInt(5) == 0 ? reorder(tried, version) : wish(tried, version);
      if (told != null
          && told.refused().isEmpty()
          && Collections.disjoint(touched, subjects(told))
          && !changesAKeyInUse(model, tried)) {
        touched.addAll(subjects(told));
        wanted = tried;
        note(renames, told.document());
      } else {
        played.forget(mark);
      }
    }
    Set<RejectionCode> expected = SchemaTurn.NOT;
    if (random.nextInt(4) == 0) {
      // Refused or not, it is the last: what else was wished for stands or falls with it.
      ModelStore tried = wanted.copy();
      Told told = rekey(model, tried, version, touched);
      if (told != null) {
        wanted = tried;
        expected = told.refused();
        if (!expected.isEmpty()) {
          played.forget(0);
        }
        played.note(KEY, true, expected.isEmpty());
      }
    }
    if (wanted == model) {
      return model;
    }
    String document =
        "{\"change\":\"declareSchema\",\"schema\":"
            + document(wanted, renames)
            + ",\"allowLoss\":true}";
    if (!renames.tables().isEmpty()) {
      played.note(RENAMED + " of a table", true, expected.isEmpty());
    }
    if (!renames.fields().isEmpty()) {
      played.note(RENAMED + " of a field", true, expected.isEmpty());
    }
    played.note("declared " + Math.min(touched.size(), 3), true, expected.isEmpty());
    boolean stopped = turn.sink().change(document, expected);
    return stopped ? null : expected.isEmpty() ? wanted : model;
  }

  private Told wish(ModelStore tried, long version) {
    List<Told> told = new ArrayList<>();
    changes.one(
        new SchemaTurn(
            (document, refused) -> {
              told.add(new Told(document, refused));
              return false;
            },
            tried,
            version));
    return told.size() == 1 ? told.get(0) : null;
  }

  /** Puts the fields of a table in another order. */
  private Told reorder(ModelStore tried, long version) {
    ModelTable table = tried.tables.get(schemas.tableName());
    if (table == null) {
      return null;
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, table.fields.size()).boxed().toList());
    List<Integer> before = List.copyOf(order);
    Collections.shuffle(order, random);
    if (order.equals(before)) {
      return null;
    }
    table.fields = order.stream().map(table.fields::get).toList();
    table.rows.replaceAll(
        (key, row) ->
            new ModelRow(
                order.stream().map(row.columns()::get).collect(Collectors.toList()),
                row.sequence()));
    tried.schemaVersion = version;
    tried.resolveAll();
    played.note(ORDER, !table.rows.isEmpty(), true);
    return new Told(SchemaTurn.member("table", table.name), SchemaTurn.NOT);
  }

  /** Makes other fields the primary key of a table. */
  private Told rekey(ModelStore model, ModelStore tried, long version, Set<String> touched) {
    ModelTable table = tried.tables.get(schemas.tableName());
    ModelTable old = table == null ? null : model.table(table.id);
    if (old == null || touched.contains(table.name) || touched.contains(old.name)) {
      return null;
    }
    List<Integer> columns =
        new ArrayList<>(IntStream.range(0, table.fields.size()).boxed().toList());
    Collections.shuffle(columns, random);
    List<Integer> chosen = columns.subList(0, Math.min(columns.size(), 1 + random.nextInt(2)));
    List<ModelLeaf> leaves = chosen.stream().flatMap(c -> table.leavesOf(c).stream()).toList();
    List<String> key = chosen.stream().map(c -> table.fields.get(c).name()).toList();
    boolean loop = chosen.stream().anyMatch(c -> table.fields.get(c).target() != null);
    boolean tooLong =
        leaves.size() > MOST_KEY_LEAVES
            || leaves.stream().anyMatch(l -> l.sizeBytes() > MOST_KEY_LEAF_BYTES);
    if (key.equals(table.key) || tooLong || (loop && !tried.referencesTo(table).isEmpty())) {
      return null;
    }
    boolean impossible =
        leaves.stream().anyMatch(ModelLeaf::isVariable)
            || chosen.stream().anyMatch(c -> table.fields.get(c).nullable())
            || !model.referencesTo(old).isEmpty();
    table.key = key;
    tried.schemaVersion = version;
    tried.resolveAll();
    boolean refused =
        impossible || !pathsLead(tried) || !table.rekey() || !referencesHold(tried, table);
    return new Told(
        SchemaTurn.member("table", table.name), refused ? SchemaTurn.SOMEHOW : SchemaTurn.NOT);
  }

  /** An index of a table that is new may name a value of the old key through a reference. */
  private static boolean pathsLead(ModelStore tried) {
    return tried.tables.values().stream()
        .allMatch(
            table ->
                table.indexes.stream()
                    .flatMap(index -> index.fields().stream())
                    .noneMatch(path -> table.leaves(List.of(path)).isEmpty()));
  }

  private static boolean referencesHold(ModelStore tried, ModelTable table) {
    return tried.referencesTo(table).stream()
        .noneMatch(r -> r.table().rows.values().stream().anyMatch(r::isMissing));
  }

  /** References hold the values of the key: what they refer to before the change keeps its own. */
  private static boolean changesAKeyInUse(ModelStore model, ModelStore tried) {
    for (ModelTable old : model.tables.values()) {
      ModelTable table = tried.table(old.id);
      if (table != null
          && !model.referencesTo(old).isEmpty()
          && !keyTypes(model, old).equals(keyTypes(tried, table))) {
        return true;
      }
    }
    return false;
  }

  private static List<Object> keyTypes(ModelStore store, ModelTable table) {
    List<Object> types = new ArrayList<>();
    for (String name : table.key) {
      String type = table.fields.get(table.column(name)).type();
      String target = ModelType.target(type);
      types.add(target == null ? type : store.tables.get(target).id);
    }
    return types;
  }

  private static void note(Renames renames, String document) {
    Matcher name = NEW_NAME.matcher(document);
    Matcher field = FIELD.matcher(document);
    Matcher subject = SUBJECT.matcher(document);
    if (document.contains("\"renameTable\"") && subject.find() && name.find()) {
      renames.tables().put(name.group(1), subject.group(1));
    } else if (document.contains("\"set\":{\"name\"")
        && subject.find()
        && field.find()
        && name.find()) {
      renames.fields().put(List.of(subject.group(1), name.group(1)), field.group(1));
    }
  }

  /** What a change is about, so that no two are about the same. */
  private static Set<String> subjects(Told change) {
    Matcher name = SUBJECT.matcher(change.document());
    Set<String> subjects = new HashSet<>();
    subjects.add(name.find() ? name.group(1) : change.document());
    Matcher newName = NEW_NAME.matcher(change.document());
    if (change.document().contains("\"renameTable\"") && newName.find()) {
      subjects.add(newName.group(1));
    }
    if (change.document().contains("\"createTable\"")) {
      // Two new tables would get their numbers in the order of the document.
      subjects.add("a new table");
    }
    return subjects;
  }

  private static String document(ModelStore store, Renames renames) {
    String types =
        store.types.values().stream().map(ModelType::document).collect(Collectors.joining(","));
    String tables =
        store.tables.values().stream()
            .map(table -> document(table, renames))
            .collect(Collectors.joining(","));
    return "{\"types\":[" + types + "],\"tables\":[" + tables + "]}";
  }

  private static String document(ModelTable table, Renames renames) {
    String document = table.document();
    for (ModelField field : table.fields) {
      String old = renames.fields().get(List.of(table.name, field.name()));
      if (old != null) {
        document = document.replace(field.document(), renamed(field.document(), old));
      }
    }
    String old = renames.tables().get(table.name);
    return old == null ? document : renamed(document, old);
  }

  private static String renamed(String document, String old) {
    return "{\"renamedFrom\":\"" + old + "\"," + document.substring(1);
  }
}
