package io.tactus.perf.bench;

import io.tactus.gateway.access.ApiKey;
import io.tactus.gateway.access.Grants;
import io.tactus.gateway.access.KeyFile;
import io.tactus.gateway.access.KeyRecord;
import io.tactus.gateway.access.Role;
import io.tactus.perf.process.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An API key for one run, in a key file of its own, which is gone afterwards. One thread. */
final class BenchKey implements AutoCloseable {

  private final TemporaryFolder folder;
  private final String key = ApiKey.generate(new SecureRandom());

  private BenchKey(TemporaryFolder folder) {
    this.folder = folder;
  }

  static BenchKey create() throws IOException {
    BenchKey created = new BenchKey(TemporaryFolder.create("tactus-key-"));
    KeyRecord record =
        KeyRecord.of(
            created.key, "bench", Role.ADMIN, Grants.NONE, Instant.now(), Optional.empty(), 0);
    KeyFile.change(created.file(), keys -> List.of(record));
    return created;
  }

  Path file() {
    return folder.path().resolve(KeyFile.NAME);
  }

  /** What the caller shows. */
  String text() {
    return key;
  }

  @Override
  public void close() {
    folder.close();
  }
}
