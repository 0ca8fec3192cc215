package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whole schemas to be declared: a few changes, each of another table or type, told as the document
 * they lead to. Threading: one thread.
 */
final class DeclaredSchemas {
  private static final Pattern SUBJECT =
      Pattern.compile("\"(?:table|type)\":(?:\\{\"name\":)?\"(\\w+)\"");

  private final Random random;
  private final SchemaCommands changes;

  DeclaredSchemas(Random random, SchemaCommands changes) {
    this.random = random;
    this.changes = changes;
  }

  private record Told(String document, Set<RejectionCode> refused) {}

  /** Declares one. Returns the model as it is then, or null if a limit stopped it. */
  ModelStore declare(SchemaSink sink, ModelStore model, long version) {
    ModelStore wanted = model;
    Set<String> touched = new HashSet<>();
    int wishes = 1 + random.nextInt(4);
    for (int i = 0; i < wishes; i++) {
      ModelStore tried = wanted.copy();
      List<Told> told = new ArrayList<>();
      changes.one(
          (document, refused) -> {
            told.add(new Told(document, refused));
            return false;
          },
          tried,
          version);
      if (told.size() == 1
          && canBeDeclared(told.get(0))
          && Collections.disjoint(touched, subjects(told.get(0)))) {
        touched.addAll(subjects(told.get(0)));
        wanted = tried;
      }
    }
    if (wanted == model) {
      return model;
    }
    String document =
        "{\"change\":\"declareSchema\",\"schema\":" + document(wanted) + ",\"allowLoss\":true}";
    return sink.change(document, Set.of()) ? null : wanted;
  }

  /** A new name cannot be told from another table or field. */
  private static boolean canBeDeclared(Told change) {
    return change.refused().isEmpty()
        && !change.document().contains("\"renameTable\"")
        && !change.document().contains("\"set\":{\"name\"");
  }

  /** What a change is about, so that no two are about the same. */
  private static Set<String> subjects(Told change) {
    Matcher name = SUBJECT.matcher(change.document());
    Set<String> subjects = new HashSet<>();
    subjects.add(name.find() ? name.group(1) : change.document());
    if (change.document().contains("\"createTable\"")) {
      // Two new tables would get their numbers in the order of the document.
      subjects.add("a new table");
    }
    return subjects;
  }

  private static String document(ModelStore store) {
    String types =
        store.types.values().stream().map(ModelType::document).collect(Collectors.joining(","));
    String tables =
        store.tables.values().stream().map(ModelTable::document).collect(Collectors.joining(","));
    return "{\"types\":[" + types + "],\"tables\":[" + tables + "]}";
  }
}
