package io.tactus.pipeline.backup;

import io.tactus.storage.Rejection;
import io.tactus.storage.json.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What a backup says about itself: its last entry, {@value #NAME}, as JSON. A backup without one
 * was broken off.
 *
 * @param createdMicros when it was begun, microseconds since the epoch
 * @param logId the log it is of
 * @param epoch the log epoch of its last command
 * @param snapshotSequence the oldest state in it, 0 if it holds the journal from its beginning
 * @param sequence the last command in it
 * @param tick the tick of that command
 * @param timestampMicros journal time of that command
 * @param semanticsVersion version of the engine's semantics
 * @param files all other entries, in order
 */
public record BackupManifest(
    long createdMicros,
    long logId,
    long epoch,
    long snapshotSequence,
    long sequence,
    long tick,
    long timestampMicros,
    int semanticsVersion,
    List<BackupFile> files) {

  /** The name of its entry. */
  public static final String NAME = "MANIFEST.json";

  /** The version of backups this code writes and reads. */
  public static final int FORMAT_VERSION = 1;

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NS_PER_MICRO = 1_000;

  public BackupManifest {
    files = List.copyOf(files);
  }

  BackupManifest withFiles(List<BackupFile> newFiles) {
    return new BackupManifest(
        createdMicros,
        logId,
        epoch,
        snapshotSequence,
        sequence,
        tick,
        timestampMicros,
        semanticsVersion,
        newFiles);
  }

  /** The document; its length depends on the files' names and sizes, not on their hashes. */
  byte[] print() {
    StringBuilder out = new StringBuilder(1024);
    out.append("{\n  \"tactusBackup\": ").append(FORMAT_VERSION);
    out.append(",\n  \"created\": \"").append(text(createdMicros));
    out.append("\",\n  \"logId\": \"").append(HexFormat.of().toHexDigits(logId));
    out.append("\",\n  \"epoch\": ").append(epoch);
    out.append(",\n  \"snapshotSequence\": ").append(snapshotSequence);
    out.append(",\n  \"sequence\": ").append(sequence);
    out.append(",\n  \"tick\": ").append(tick);
    out.append(",\n  \"time\": \"").append(text(timestampMicros));
    out.append("\",\n  \"semanticsVersion\": ").append(semanticsVersion);
    out.append(",\n  \"files\": [");
    String separator = "\n";
    for (BackupFile file : files) {
      out.append(separator);
      separator = ",\n";
      out.append(
          String.format(
              Locale.ROOT,
              "    {\"name\": \"%s\", \"bytes\": %d, \"wholeBytes\": %d, \"sha256\": \"%s\"}",
              file.name(),
              file.bytes(),
              file.wholeBytes(),
              file.sha256()));
    }
    out.append("\n  ]\n}\n");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A manifest of another version of Tactus. */
  static final class OtherVersion extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OtherVersion(String message) {
      super(message);
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws OtherVersion if it is of a version this code does not know
   * @throws IllegalArgumentException if it is none
   */
  static BackupManifest parse(byte[] document) {
    try {
      JsonNode root = JsonNode.parse(document, 0, document.length);
      long version = number(root, "tactusBackup");
      if (version != FORMAT_VERSION) {
        throw new OtherVersion(
            "the backup has format version " + version + ", this program reads " + FORMAT_VERSION);
      }
      List<BackupFile> files = new ArrayList<>();
      for (JsonNode file : member(root, "files").values()) {
        files.add(
            new BackupFile(
                member(file, "name").text(),
                number(file, "bytes"),
                number(file, "wholeBytes"),
                member(file, "sha256").text()));
      }
      return new BackupManifest(
          micros(root, "created"),
          HexFormat.fromHexDigitsToLong(member(root, "logId").text()),
          number(root, "epoch"),
          number(root, "snapshotSequence"),
          number(root, "sequence"),
          number(root, "tick"),
          micros(root, "time"),
          Math.toIntExact(number(root, "semanticsVersion")),
          files);
    } catch (Rejection | ArithmeticException | DateTimeException e) {
      throw new IllegalArgumentException("its manifest is not one: " + e, e);
    }
  }

  /** A time for people, six digits and Z. */
  public static String text(long micros) {
    Instant time =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, MICROS_PER_SECOND),
            Math.floorMod(micros, MICROS_PER_SECOND) * NS_PER_MICRO);
    String written = time.toString();
    int dot = written.indexOf('.');
    String digits = dot < 0 ? "" : written.substring(dot + 1, written.length() - 1);
    String whole = written.substring(0, dot < 0 ? written.length() - 1 : dot);
    return whole + "." + (digits + "000000").substring(0, 6) + "Z";
  }

  private static JsonNode member(JsonNode node, String name) {
    JsonNode value = node.member(name);
    if (value == null) {
      throw new IllegalArgumentException("its manifest does not say '" + name + "'");
    }
    return value;
  }

  private static long number(JsonNode node, String name) {
    return Long.parseLong(member(node, name).text());
  }

  private static long micros(JsonNode node, String name) {
    Instant time = Instant.parse(member(node, name).text());
    return time.getEpochSecond() * MICROS_PER_SECOND + time.getNano() / NS_PER_MICRO;
  }
}
