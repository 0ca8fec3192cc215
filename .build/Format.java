import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks or applies google-java-format to every Java file of the repository; the root pom runs it
 * in the validate phase.
 *
 * <p>Arguments: {@code check|apply} and the formatter's version. A clean run leaves a stamp, so
 * that the next one looks only at files changed since. A failed check leaves its reasons in the
 * file {@code verdict}, which the next step of the build fails with.
 */
public final class Format {

  private static final Path FOLDER = Path.of("target", "formatter");
  private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules", "data");
  private static final String FIX = "./mvnw -q -N -Pformat validate";

  /** Coarse file clocks may date a change a little before the run that did not see it. */
  private static final long CLOCK_SLACK_MS = 2_000;

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    Path stamp = FOLDER.resolve("clean-" + args[1]);
    Path verdict = FOLDER.resolve("verdict");
    Files.deleteIfExists(verdict);
    long startMs = System.currentTimeMillis();
    long sinceMs = Files.exists(stamp) ? Files.getLastModifiedTime(stamp).toMillis() : 0;
    List<String> complaints = new ArrayList<>();
    for (Path file : filesChangedSince(sinceMs)) {
      examine(file, apply, complaints);
    }
    if (complaints.isEmpty()) {
      Files.writeString(stamp, "");
      Files.setLastModifiedTime(stamp, FileTime.fromMillis(startMs - CLOCK_SLACK_MS));
    } else {
      String list = "\n  " + String.join("\n  ", complaints);
      Files.writeString(verdict, "Not in google-java-format:" + list + "\nTo fix: " + FIX);
    }
  }

  private static void examine(Path file, boolean apply, List<String> complaints)
      throws IOException {
    String source = Files.readString(file);
    String result;
    try {
      result = format(source);
    } catch (Exception e) {
      complaints.add(file + ": " + e.getMessage());
      return;
    }
    if (result.equals(source)) {
      return;
    }
    if (apply) {
      Files.writeString(file, result);
      System.out.println("formatted " + file);
    } else {
      complaints.add(file.toString());
    }
  }

  private static String format(String source) throws Exception {
    String cleaned = RemoveUnusedImports.removeUnusedImports(source);
    String ordered = ImportOrderer.reorderImports(cleaned, JavaFormatterOptions.Style.GOOGLE);
    return new Formatter().formatSource(ordered);
  }

  private static List<Path> filesChangedSince(long sinceMs) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skip = SKIPPED.contains(String.valueOf(folder.getFileName()));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean changed = attributes.lastModifiedTime().toMillis() >= sinceMs;
            if (changed && file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
