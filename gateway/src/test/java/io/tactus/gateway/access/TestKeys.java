package io.tactus.gateway.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A key file for a test, and the keys themselves. */
public final class TestKeys {

  private final Path file;

  public TestKeys(Path folder) {
    file = folder.resolve("test-keys.json");
  }

  public Path file() {
    return file;
  }

  /** Access by this key file and by nothing else. */
  public AccessConfig config() {
    return new AccessConfig(
        Optional.of(file), TokenConfig.NONE, Role.NONE, Grants.NONE, 0, 1, List.of());
  }

  /** Makes a key and returns it. */
  public String create(String name, Role role, String... grants) {
    return create(name, role, Optional.empty(), 0, grants);
  }

  public String create(
      String name, Role role, Optional<Instant> expires, int rate, String... grants) {
    String key = ApiKey.generate(new SecureRandom());
    KeyRecord record =
        KeyRecord.of(key, name, role, Grants.of(List.of(grants)), Instant.now(), expires, rate);
    change(
        keys -> {
          List<KeyRecord> more = new ArrayList<>(keys);
          more.add(record);
          return more;
        });
    return key;
  }

  /** Takes a key back. */
  public void revoke(String key) {
    String hash = java.util.HexFormat.of().formatHex(Sha256.of(key));
    change(keys -> keys.stream().filter(record -> !record.hash().equals(hash)).toList());
  }

  private void change(UnaryOperator<List<KeyRecord>> change) {
    try {
      KeyFile.change(file, change);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
