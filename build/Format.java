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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks or applies google-java-format to every Java file of the repository; the root pom runs it
 * in the validate phase.
 *
 * <p>Arguments: {@code check|apply} and the formatter's version. A clean run leaves a stamp, so
 * that the next one looks only at files changed since.
 */
public final class Format {

  private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules", "data");
  private static final String FIX = "./mvnw -q -N -Pformat validate";

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    Path stamp = Path.of("target", "formatter", "clean-" + args[1]);
    long startMs = System.currentTimeMillis();
    long sinceMs = Files.exists(stamp) ? Files.getLastModifiedTime(stamp).toMillis() : 0;
    List<Path> wrong = new ArrayList<>();
    for (Path file : filesChangedSince(sinceMs)) {
      if (!isFormatted(file, apply)) {
        wrong.add(file);
      }
    }
    for (Path file : wrong) {
      System.err.println((apply ? "formatted " : "not formatted: ") + file);
    }
    if (!apply && !wrong.isEmpty()) {
      System.err.println(wrong.size() + " file(s) not in google-java-format. To fix: " + FIX);
      System.exit(1);
    }
    Files.writeString(stamp, "");
    Files.setLastModifiedTime(stamp, java.nio.file.attribute.FileTime.fromMillis(startMs - 1000));
  }

  private static boolean isFormatted(Path file, boolean apply) throws IOException {
    String source = Files.readString(file);
    String result;
    try {
      result = format(source);
    } catch (Exception e) {
      System.err.println(file + ": " + e.getMessage());
      return false;
    }
    if (apply && !result.equals(source)) {
      Files.writeString(file, result);
    }
    return result.equals(source);
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
